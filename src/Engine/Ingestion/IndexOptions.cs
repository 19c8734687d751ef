namespace SearchEngine.Ingestion;

/// <summary>How a folder is indexed.</summary>
public sealed record IndexOptions
{
    /// <summary>
    /// Whether to compare the content of every file, instead of its size and modification time. Finds edits that changed neither, and
    /// retries files that could not be read.
    /// </summary>
    public bool Verify { get; init; }

    /// <summary>
    /// Whether an empty folder removes the documents that were indexed from it. Without it that is an error, because the folder of a disk
    /// that is not mounted is empty too.
    /// </summary>
    public bool AllowEmpty { get; init; }

    /// <summary>
    /// Name of the collection; by default the one that the folder already has, or the folder's name. Naming a collection whose folder no
    /// longer exists says that it was moved here: nothing is encoded again.
    /// </summary>
    public string? Collection { get; init; }

    /// <summary>
    /// The maximum size of a file in bytes, up to <see cref="FileSizes.MaxFileSize"/>; larger files are skipped. The collection remembers
    /// it. Null for the remembered value, or else the knowledge base's.
    /// </summary>
    public long? MaxFileSize { get; init; }
}
