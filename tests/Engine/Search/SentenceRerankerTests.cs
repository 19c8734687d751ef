using SearchEngine.Index.Catalog;
using SearchEngine.Reranker;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Search;

/// <summary>Tests which sentences are scored, and which is chosen.</summary>
public sealed class SentenceRerankerTests
{
    private const string Text = "The shop opens at nine. It closes at five. Nobody works on Sunday.";

    [Fact]
    public async Task Rerank_AllSentences_TakesTheBest()
    {
        ScoredSentence sentence = await RerankOneAsync(Row(Text), null, ("It closes at five.", 2, "five"));
        Assert.Equal("It closes at five.", Cut(sentence.Span));
        Assert.Equal("five", Cut(sentence.Answer!.Value));
        Assert.Equal((2f, false), (sentence.Logit, sentence.HasPassageAnswer));
    }

    [Theory]
    [InlineData(0.9f, "The shop opens at nine.", "nine")]
    [InlineData(1.1f, "It closes at five.", "five")]
    public async Task Rerank_PassageAnswer_AddsALogitAndIsKept(float other, string best, string words)
    {
        ScoredSentence sentence = await RerankOneAsync(
            Row(Text),
            Span("nine"),
            ("The shop opens at nine.", 0, "shop"),
            ("It closes at five.", other, "five"));
        Assert.Equal((best, words), (Cut(sentence.Span), Cut(sentence.Answer!.Value)));
    }

    [Fact]
    public async Task Rerank_PassageAnswerAcrossSentences_IsReplacedByTheSentencesOwn()
    {
        ScoredSentence sentence = await RerankOneAsync(Row(Text), Span("nine. It closes"), ("The shop opens at nine.", 0, "at nine"));
        Assert.Equal(
            ("The shop opens at nine.", "at nine", true),
            (Cut(sentence.Span), Cut(sentence.Answer!.Value), sentence.HasPassageAnswer));
    }

    [Fact]
    public async Task Rerank_AnswerInTheTitle_IsTheWholeSentence()
    {
        ScoredSentence sentence = await RerankOneAsync(Row(Text, "Opening hours"), null, ("Opening hours\nIt closes at five.", 2, "hours"));
        Assert.Equal(("It closes at five.", "It closes at five."), (Cut(sentence.Span), Cut(sentence.Answer!.Value)));
    }

    [Fact]
    public async Task Rerank_ModelWithoutAnswerSpans_StillChoosesASentence()
    {
        ScoredSentence sentence = await RerankOneAsync(Row(Text), null, ("It closes at five.", 2, ""));
        Assert.Equal(("It closes at five.", null, null), (Cut(sentence.Span), sentence.Answer, sentence.Margin));
    }

    [Fact]
    public async Task Rerank_ManySentences_ScoresTwelveAroundThePassageAnswer()
    {
        string text = string.Join(' ', Enumerable.Range(0, 40).Select(i => $"Sentence number {i} says little."));
        ListedReranker reranker = new([]);
        await new SentenceReranker("q", reranker).RerankAsync(
            [(Row(text), Score(0, Span("number 30 ", text)))],
            RerankBudget.Unlimited,
            Workspace.Token);
        Assert.Equal(Enumerable.Range(24, 12).Select(i => $"Sentence number {i} says little."), reranker.Passages);
    }

    [Fact]
    public async Task Rerank_BeyondTheBudget_ReturnsNoSentence()
    {
        ListedReranker reranker = new([]);
        IReadOnlyDictionary<long, ScoredSentence> read = await new SentenceReranker("q", reranker).RerankAsync(
            [(Row(Text), Score(0, null)), (Row("Another passage.") with { ChunkId = 8 }, Score(0, null))],
            new RerankBudget { MaxCandidates = 3 },
            Workspace.Token);
        Assert.Equal([7L], read.Keys);
    }

    private static async Task<ScoredSentence> RerankOneAsync(
        ChunkRow row,
        AnswerSpan? marked,
        params (string Text, float Logit, string Words)[] scores)
    {
        SentenceReranker reranker = new("q", new ListedReranker(scores));
        return (await reranker.RerankAsync([(row, Score(0, marked))], RerankBudget.Unlimited, Workspace.Token))[row.ChunkId];
    }

    private static ChunkRow Row(string text, string title = "") =>
        new(7, new CollectionEntry(1, "c", "/c"), "note.txt", "hash", title, "", 1, 100, 100 + text.Length, text, "");

    private static PassageScore Score(float logit, AnswerSpan? answer) =>
        new(logit, 1 / (1 + MathF.Exp(-logit)), answer, answer is null ? null : 0);

    private static AnswerSpan Span(string words, string text = Text) =>
        new(text.IndexOf(words, StringComparison.Ordinal), text.IndexOf(words, StringComparison.Ordinal) + words.Length, 1);

    private static string Cut(TextSpan span) => Text[span.Start..span.End];

    /// <summary>Gives the listed texts their scores, and all others a low one.</summary>
    private sealed class ListedReranker((string Text, float Logit, string Words)[] scores) : IReranker
    {
        public IReadOnlyList<string> Passages { get; private set; } = [];

        public Task<RerankResults> RerankAsync(
            string query,
            IReadOnlyList<string> passages,
            RerankBudget budget = default,
            CancellationToken cancellationToken = default)
        {
            Passages = passages;
            int count = Math.Min(passages.Count, budget.MaxCandidates ?? int.MaxValue);
            IEnumerable<RerankedPassage> scored = passages.Take(count)
                .Select((passage, i) => new RerankedPassage(i, GetScore(passage)))
                .OrderByDescending(passage => passage.Score!.Logit);
            return Task.FromResult(
                new RerankResults(
                    [.. scored, .. Enumerable.Range(count, passages.Count - count).Select(i => new RerankedPassage(i, null))],
                    count));
        }

        private PassageScore GetScore(string passage) => scores.FirstOrDefault(score => score.Text == passage) is { Text: not null } listed
            ? Score(listed.Logit, listed.Words.Length == 0 ? null : Span(listed.Words, passage))
            : Score(-5, null);
    }
}
