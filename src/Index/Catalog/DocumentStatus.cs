namespace SearchEngine.Index.Catalog;

/// <summary>The outcome of indexing a document. The numbers are stored in the catalog.</summary>
public enum DocumentStatus
{
    /// <summary>Its chunks can be found.</summary>
    Indexed = 0,

    /// <summary>It was left out on purpose, for instance because it is too large; the reason says why.</summary>
    Skipped = 1,

    /// <summary>It could not be read; the reason says why.</summary>
    Failed = 2,
}
