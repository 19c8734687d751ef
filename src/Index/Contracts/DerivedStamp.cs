namespace SearchEngine.Index.Contracts;

/// <summary>What a derived index was made from. It is committed with the index itself, so the two never disagree.</summary>
/// <param name="Source">Names the catalog and whatever else decides the content: another source means another index.</param>
/// <param name="Generation">The catalog's generation that is reflected; 0 for an empty index.</param>
public readonly record struct DerivedStamp(string Source, long Generation);
