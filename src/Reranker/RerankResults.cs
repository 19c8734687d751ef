namespace SearchEngine.Reranker;

/// <summary>Passages in their new order.</summary>
/// <param name="Passages">All given passages: the scored ones, best first, then the others in their original order.</param>
/// <param name="ScoredCount">The number of passages scored within the budget.</param>
public sealed record RerankResults(IReadOnlyList<RerankedPassage> Passages, int ScoredCount);

/// <summary>A passage in the new order.</summary>
/// <param name="Index">The index among the given passages.</param>
/// <param name="Score">The score; null if the budget was spent before.</param>
public sealed record RerankedPassage(int Index, PassageScore? Score);

/// <summary>A cross-encoder's score of a passage for a query. A long passage gets the score of its best window.</summary>
/// <param name="Logit">The raw score; higher is better.</param>
/// <param name="Probability">The probability that the passage answers the query, by the model's calibration.</param>
/// <param name="Answer">The words that answer the query; null if the model does not mark answers or the passage is empty.</param>
/// <param name="NoAnswerScore">The score of "no answer here", comparable to the score of the answer; null if that is null.</param>
public sealed record PassageScore(float Logit, float Probability, AnswerSpan? Answer, float? NoAnswerScore);

/// <summary>The words of a passage that answer a query best.</summary>
/// <param name="Start">The first UTF-16 code unit in the passage.</param>
/// <param name="End">The end, exclusive.</param>
/// <param name="Score">The sum of the start logit and the end logit of the span.</param>
public readonly record struct AnswerSpan(int Start, int End, float Score);
