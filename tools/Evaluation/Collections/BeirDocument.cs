namespace SearchEngine.Evaluation.Collections;

/// <summary>One document of a collection. The title is empty where the collection has none.</summary>
public sealed record BeirDocument(string Id, string Title, string Text);
