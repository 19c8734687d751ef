namespace SearchEngine.Index.Catalog;

/// <summary>What is known of a file, to tell whether it changed.</summary>
/// <param name="Path">Relative to the collection's root, with forward slashes.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ModifiedUtc">Time of modification, UTC.</param>
/// <param name="ContentHash">Hash of its bytes.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Reason">Why it was skipped or failed.</param>
public readonly record struct FileState(string Path, long Size, DateTime ModifiedUtc, string ContentHash, DocumentStatus Status, string? Reason = null);
