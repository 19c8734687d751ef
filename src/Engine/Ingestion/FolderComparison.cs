using SearchEngine.Index.Catalog;

namespace SearchEngine.Ingestion;

/// <summary>One scan of a folder, compared with one state of the catalog. It is made before the index is locked for writing.</summary>
internal sealed record FolderComparison
{
    /// <summary>The folder.</summary>
    public required string Root { get; init; }

    /// <summary>The state of the catalog; null if there was no index.</summary>
    public required CatalogState? Catalog { get; init; }

    /// <summary>The folder's collection; null if it was never indexed.</summary>
    public required CollectionEntry? Collection { get; init; }

    /// <summary>Whether the collection was indexed with the current readers and chunker.</summary>
    public required bool IsSamePipeline { get; init; }

    /// <summary>The limit that the folder was scanned with, in bytes.</summary>
    public required long MaxFileSize { get; init; }

    /// <summary>The collection's files in the catalog, by path.</summary>
    public required Dictionary<string, FileState> Stored { get; init; }

    public required FolderChanges Changes { get; init; }
}
