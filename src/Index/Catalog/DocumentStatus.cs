namespace SearchEngine.Index.Catalog;

/// <summary>What became of a document. The numbers are stored.</summary>
public enum DocumentStatus
{
    /// <summary>Its chunks can be found.</summary>
    Indexed = 0,

    /// <summary>Left out on purpose, for instance too large; the reason says why.</summary>
    Skipped = 1,

    /// <summary>Could not be read; the reason says why.</summary>
    Failed = 2,
}
