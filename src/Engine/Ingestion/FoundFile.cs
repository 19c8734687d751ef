namespace SearchEngine.Ingestion;

/// <summary>A file of a folder, as a stat tells it.</summary>
/// <param name="Path">Relative to the folder, with forward slashes.</param>
/// <param name="FullPath">Where it lies.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ModifiedUtc">Time of modification, UTC.</param>
/// <param name="SkipReason">Why it is not read; null where it is.</param>
internal sealed record FoundFile(string Path, string FullPath, long Size, DateTime ModifiedUtc, string? SkipReason);
