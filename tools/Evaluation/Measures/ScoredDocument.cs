namespace SearchEngine.Evaluation.Measures;

/// <summary>A retrieved document and its score. Higher is better.</summary>
public readonly record struct ScoredDocument(string Id, double Score);
