namespace SearchEngine.Ingestion;

/// <summary>What indexing would do with a file.</summary>
public enum PlannedAction
{
    /// <summary>Read it: it is new, or its size or modification time has changed.</summary>
    Index,

    /// <summary>Keep it: it is unchanged.</summary>
    Keep,

    /// <summary>Skip it, for the given reason.</summary>
    Skip,

    /// <summary>Remove it from the index: it no longer exists.</summary>
    Remove,
}

/// <summary>A file, and what indexing would do with it.</summary>
/// <param name="Path">Its path relative to the folder. A folder that is skipped as a whole ends with a slash.</param>
/// <param name="Action">What indexing would do.</param>
/// <param name="Reason">Why it would be skipped; otherwise null.</param>
/// <param name="Size">Its size in bytes.</param>
public sealed record PlannedFile(string Path, PlannedAction Action, string? Reason, long Size);
