namespace SearchEngine.Index.Contracts;

/// <summary>
/// The state of the catalog that a derived index reflects. It is committed with the index, so the two never disagree.
/// </summary>
/// <param name="Source">
/// Names the catalog and everything else that determines the content, such as the analyzer version or the model.
/// </param>
/// <param name="Generation">The catalog's generation that is reflected; 0 for an empty index.</param>
internal readonly record struct DerivedStamp(string Source, long Generation);
