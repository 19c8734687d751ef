namespace SearchEngine.Index;

/// <summary>The index was made by an older version; opening it once for writing brings it up to date.</summary>
/// <param name="path">The catalog.</param>
public sealed class OutdatedIndexException(string path)
    : IndexException($"{path} was made by an older version. Index once with this version: it is brought up to date.");
