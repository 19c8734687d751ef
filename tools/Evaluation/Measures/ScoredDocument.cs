namespace SearchEngine.Evaluation.Measures;

/// <summary>One retrieved document and its score; higher is better.</summary>
public readonly record struct ScoredDocument(string Id, double Score);
