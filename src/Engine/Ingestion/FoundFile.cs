namespace SearchEngine.Ingestion;

/// <summary>A file found in a folder.</summary>
/// <param name="Path">Its path relative to the folder, with forward slashes.</param>
/// <param name="FullPath">Its full path.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="ModifiedUtc">Its modification time, UTC.</param>
/// <param name="SkipReason">Why it is skipped; null if it is read.</param>
internal sealed record FoundFile(string Path, string FullPath, long Size, DateTime ModifiedUtc, string? SkipReason)
{
    /// <summary>Whether this is a folder whose entries cannot be listed, so that nothing is known about the files in it.</summary>
    public bool IsUnreadableFolder { get; init; }
}
