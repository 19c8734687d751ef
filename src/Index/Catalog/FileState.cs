namespace SearchEngine.Index.Catalog;

/// <summary>The recorded state of a file, used to detect changes.</summary>
/// <param name="Path">The path relative to the collection's root, with forward slashes.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="ModifiedUtc">The modification time, UTC.</param>
/// <param name="ContentHash">A hash of the file's bytes.</param>
/// <param name="Status">Whether it was indexed, skipped or failed.</param>
/// <param name="Reason">Why it was skipped or failed.</param>
internal readonly record struct FileState(
    string Path,
    long Size,
    DateTime ModifiedUtc,
    string ContentHash,
    DocumentStatus Status,
    string? Reason = null);
