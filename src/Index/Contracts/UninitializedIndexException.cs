namespace SearchEngine.Index.Contracts;

/// <summary>The catalog file exists but has no tables yet: its first indexing has just begun, or was interrupted.</summary>
/// <param name="path">The catalog file.</param>
internal sealed class UninitializedIndexException(string path)
    : IndexException($"{path} is empty: its first indexing has only just begun or never finished. Run 'search index' again.");
