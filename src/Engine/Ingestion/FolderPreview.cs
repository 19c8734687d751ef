namespace SearchEngine.Ingestion;

/// <summary>What indexing would do with a file.</summary>
public enum PlannedAction
{
    /// <summary>Read it: it is new, or its size or time is another.</summary>
    Index,

    /// <summary>Leave it as it is: nothing changed.</summary>
    Keep,

    /// <summary>Leave it out, for the reason given.</summary>
    Skip,

    /// <summary>Forget it: it is gone.</summary>
    Remove,
}

/// <summary>What indexing would do with a file.</summary>
/// <param name="Path">Relative to the folder; a folder that is not looked into ends with a slash.</param>
/// <param name="Action">What would be done.</param>
/// <param name="Reason">Why it would be skipped; else null.</param>
/// <param name="Size">Bytes.</param>
public sealed record PlannedFile(string Path, PlannedAction Action, string? Reason, long Size);
