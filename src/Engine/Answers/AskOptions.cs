using SearchEngine.Search;

namespace SearchEngine.Answers;

/// <summary>Options of a question.</summary>
public sealed record AskOptions
{
    /// <summary>The minimum confidence at which a question is answered; see <see cref="Answer.Confidence"/>.</summary>
    public static double DefaultThreshold => AnswerabilityClassifier.Default.Threshold;

    /// <summary>A good value of <see cref="MaxPassages"/> for models larger than the bundled one.</summary>
    public const int PassagesForLargeModels = 5;

    /// <summary>The maximum number of characters of a question; models read it together with passages and have limited input.</summary>
    public const int MaxQuestionLength = 2000;

    /// <summary>How passages are searched: collections, filter, and the re-ranking budget.</summary>
    public QueryOptions Query { get; init; } = new() { Rerank = new() { MaxCandidates = 14 } };

    /// <summary><see cref="Query"/> with re-ranking of sentences, which answers need for every kind of query.</summary>
    internal QueryOptions Retrieval => Query with { RerankSentences = true };

    /// <summary>Whether to answer even if the evidence is judged not to answer the question.</summary>
    public bool AlwaysAnswer { get; init; }

    /// <summary>
    /// The maximum number of passages that an answer is written from. The bundled decoder is best with one (58 questions of SQuAD 2.0: F1
    /// 0.57 with one, 0.53 with three, in half the time); larger models benefit from more.
    /// </summary>
    public int MaxPassages { get; init; } = 1;

    /// <summary>The maximum number of tokens of all passages together.</summary>
    public int MaxEvidenceTokens { get; init; } = 700;

    /// <summary>The maximum number of tokens of the answer.</summary>
    public int MaxAnswerTokens { get; init; } = 160;

    /// <summary>Whether quotations are constrained to the exact words of the evidence. Only the bundled decoder supports this.</summary>
    public bool ConstrainQuotes { get; init; } = true;

    /// <summary>Whether to write an answer; otherwise the answer is the words that the re-ranker marks.</summary>
    public bool Generate { get; init; } = true;
}
