namespace SearchEngine.Ingestion;

/// <summary>How a folder is indexed.</summary>
public sealed record IndexOptions
{
    /// <summary>
    /// Whether every file is read and its content compared, instead of its size and time of modification alone. Finds what was edited without leaving a trace in either, and tries again
    /// what could not be read.
    /// </summary>
    public bool Verify { get; init; }

    /// <summary>
    /// Name of the collection; by default the one that the folder has already, or the folder's own name. The name of a collection whose folder is gone says that it is now this folder: it
    /// was moved, and nothing of it is encoded again.
    /// </summary>
    public string? Collection { get; init; }

    /// <summary>
    /// Larger files are skipped, in bytes, at most <see cref="FileSizes.MaxFileSize"/>; remembered with the collection. Null for what is remembered, else
    /// <see cref="KnowledgeBaseOptions.MaxFileSize"/>.
    /// </summary>
    public long? MaxFileSize { get; init; }
}
