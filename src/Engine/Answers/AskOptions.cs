using SearchEngine.Search;

namespace SearchEngine.Answers;

/// <summary>How a question is answered.</summary>
public sealed record AskOptions
{
    /// <summary>The confidence from which on a question is answered; see <see cref="Answer.Confidence"/>.</summary>
    public static double DefaultThreshold => AnswerabilityClassifier.Default.Threshold;

    /// <summary>A good value of <see cref="MaxPassages"/> for models that read more than the shipped one does well.</summary>
    public const int PassagesForLargeModels = 5;

    /// <summary>The most characters of a question: it is read by the models with passages, and they read only so much.</summary>
    public const int MaxQuestionLength = 2000;

    /// <summary>How passages are found: where, by what filter, and what re-ranking may cost.</summary>
    public QueryOptions Query { get; init; } = new() { Rerank = new() { MaxCandidates = 14 } };

    /// <summary><see cref="Query"/> as an answer needs it: whatever is asked, which sentence answers is read.</summary>
    internal QueryOptions Retrieval => Query with { RerankSentences = true };

    /// <summary>Whether to answer even where the evidence says that the documents do not.</summary>
    public bool AlwaysAnswer { get; init; }

    /// <summary>
    /// The most passages that an answer is written from. The shipped decoder writes best from the one that the re-ranker likes best (of 58 questions of SQuAD 2.0, F1 0.57 from one, 0.53 from three, and twice
    /// as soon); give a larger model more.
    /// </summary>
    public int MaxPassages { get; init; } = 1;

    /// <summary>The most tokens of all passages together.</summary>
    public int MaxEvidenceTokens { get; init; } = 700;

    /// <summary>The most tokens of the answer.</summary>
    public int MaxAnswerTokens { get; init; } = 160;

    /// <summary>Whether what stands between quotation marks is held to the evidence, word for word. Holds for the project's own decoder alone.</summary>
    public bool ConstrainQuotes { get; init; } = true;

    /// <summary>Whether to write an answer; without, the words that the re-ranker marks are all there is.</summary>
    public bool Generate { get; init; } = true;
}
