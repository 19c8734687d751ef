namespace SearchEngine.Evaluation.Collections;

/// <summary>One query that is asked, and judged by its id.</summary>
public sealed record JudgedQuery(string Id, string Text);
