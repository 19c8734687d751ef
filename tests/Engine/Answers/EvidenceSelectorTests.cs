using SearchEngine.Answers;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Answers;

public sealed class EvidenceSelectorTests
{
    [Fact]
    public void Choose_SamePassageTwice_TakesTheNextInstead()
    {
        SearchResults results = Results("The shop opens at nine in the morning.", "The shop opens at nine in the morning!", "Ferries leave at seven.");
        Assert.Equal([0, 2], Select(results, new AskOptions { MaxPassages = 3 }).Select(chosen => int.Parse(chosen.Hit.Path, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Choose_MoreThanTheBudget_TrimsAtSentencesAndKeepsTheAnswer()
    {
        string text = string.Concat(Enumerable.Range(0, 60).Select(i => $"Sentence number {i} says little of anything. "));
        int answer = text.IndexOf("number 40", StringComparison.Ordinal);
        SearchResults results = Results(text);
        Passage passage = results.Hits[0].Passages[0];
        passage = passage with { Explanation = passage.Explanation with { Rerank = new RerankScore(1, 1, 0.9, 1) { Sentence = new ScoredSentence(new TextSpan(answer - 9, answer + 30), null, false, 1, 0.9f, null) } } };
        results = results with { Hits = [results.Hits[0] with { Passages = [passage] }] };

        SelectedPassage chosen = Assert.Single(Select(results, new AskOptions { MaxEvidenceTokens = 100 }));
        Assert.Contains("number 40 says", chosen.Normalized.Text, StringComparison.Ordinal);
        Assert.StartsWith("Sentence", chosen.Normalized.Text, StringComparison.Ordinal);
        Assert.EndsWith("anything.", chosen.Normalized.Text, StringComparison.Ordinal);
        Assert.InRange(CountWords(chosen.Normalized.Text), 50, 100);
    }

    [Fact]
    public void Choose_ManyPassages_StopsAtTheirNumber() =>
        Assert.Equal(2, Select(Results("One thing.", "Another matter.", "Something else.", "A fourth."), new AskOptions { MaxPassages = 2 }).Count);

    private static IReadOnlyList<SelectedPassage> Select(SearchResults results, AskOptions options) => EvidenceSelector.Select(results, options, CountWords);

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
