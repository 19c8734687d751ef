using SearchEngine.Answers;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Answers;

public sealed class EvidenceSelectorTests
{
    [Fact]
    public void Select_DuplicatePassage_TakesTheNextInstead()
    {
        SearchResults results = Results(
            "The shop opens at nine in the morning.",
            "The shop opens at nine in the morning!",
            "Ferries leave at seven.");
        IReadOnlyList<SelectedPassage> selected = Select(results, new AskOptions { MaxPassages = 3 });
        Assert.Equal(["0", "2"], selected.Select(passage => passage.Hit.Path));
    }

    [Fact]
    public void Select_MoreThanTheBudget_ShortensToSentencesAroundTheAnswer()
    {
        string text = string.Concat(Enumerable.Range(0, 60).Select(i => $"Sentence number {i} says little of anything. "));
        int answer = text.IndexOf("number 40", StringComparison.Ordinal);
        SearchResults results = Results(text);
        Passage passage = results.Hits[0].Passages[0];
        passage = passage with
        {
            Explanation = passage.Explanation with
            {
                Rerank = new RerankScore(1, 1, 0.9, 1)
                {
                    Sentence = new ScoredSentence(new TextSpan(answer - 9, answer + 30), null, false, 1, 0.9f, null),
                },
            },
        };
        results = results with { Hits = [results.Hits[0] with { Passages = [passage] }] };

        SelectedPassage selected = Assert.Single(Select(results, new AskOptions { MaxEvidenceTokens = 100 }));
        Assert.Contains("number 40 says", selected.Normalized.Text, StringComparison.Ordinal);
        Assert.StartsWith("Sentence", selected.Normalized.Text, StringComparison.Ordinal);
        Assert.EndsWith("anything.", selected.Normalized.Text, StringComparison.Ordinal);
        Assert.InRange(CountWords(selected.Normalized.Text), 50, 100);
    }

    [Fact]
    public void Select_ManyPassages_StopsAtTheMaximum()
    {
        SearchResults results = Results("One thing.", "Another one.", "Something else.", "A fourth.");
        Assert.Equal(2, Select(results, new AskOptions { MaxPassages = 2 }).Count);
    }

    private static IReadOnlyList<SelectedPassage> Select(SearchResults results, AskOptions options) =>
        EvidenceSelector.Select(results, options, CountWords);

    private static int CountWords(string text) => text.Split(' ').Length;

    private static SearchResults Results(params string[] texts) => SearchResults.CreateEmpty("q") with
    {
        Hits = [.. texts.Select((text, i) => CreateHit(text, i))],
    };

    private static SearchHit CreateHit(string text, int index)
    {
        double score = 1 - 0.1 * index;
        DocumentLocation location = new("c", "/", $"{index}", null, 1, 0, text.Length);
        Passage passage = new("", location, text, new PassageExplanation(score, null, null));
        return new SearchHit(index + 1, score, location.Collection, location.Root, location.Path, "t", [passage]);
    }
}
