namespace SearchEngine.Reranker;

/// <summary>Passages in their new order.</summary>
/// <param name="Passages">All passages that were given: those that were scored, best first, then the rest in the order in which they came.</param>
/// <param name="ScoredCount">How many were scored within the budget.</param>
public sealed record RerankResults(IReadOnlyList<RerankedPassage> Passages, int ScoredCount);

/// <summary>A passage in its new place.</summary>
/// <param name="Index">Its place among the passages that were given, from 0.</param>
/// <param name="Score">What the model makes of it; null where the budget was spent before.</param>
public sealed record RerankedPassage(int Index, PassageScore? Score);

/// <summary>What a cross-encoder makes of a query and a passage. Of a long passage, parted in windows, the best window counts.</summary>
/// <param name="Logit">The raw score; higher is better.</param>
/// <param name="Probability">The chance that the passage answers, by the calibration kept with the model; in [0, 1].</param>
/// <param name="Answer">The words that answer; null where the model marks none (it has no such head, or the passage is empty).</param>
/// <param name="NoAnswerScore">The score of "no answer here", to be compared with the answer's; null with it.</param>
public sealed record PassageScore(float Logit, float Probability, AnswerSpan? Answer, float? NoAnswerScore);

/// <summary>The words of a passage that answer a query best.</summary>
/// <param name="Start">First UTF-16 unit in the passage.</param>
/// <param name="End">One past its last UTF-16 unit.</param>
/// <param name="Score">Sum of the logits that the span begins and ends there.</param>
public readonly record struct AnswerSpan(int Start, int End, float Score);
