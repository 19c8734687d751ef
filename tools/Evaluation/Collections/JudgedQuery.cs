namespace SearchEngine.Evaluation.Collections;

/// <summary>A query with judgements.</summary>
public sealed record JudgedQuery(string Id, string Text);
