namespace SearchEngine.Evaluation.Collections;

/// <summary>One query of a collection.</summary>
public sealed record BeirQuery(string Id, string Text);
