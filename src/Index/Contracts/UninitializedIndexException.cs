namespace SearchEngine.Index.Contracts;

/// <summary>The catalog was made by an older version, or is being made just now; opening the index once for writing brings it up to date.</summary>
/// <param name="path">The catalog.</param>
/// <param name="isEmpty">Whether nothing is in it yet.</param>
public sealed class UninitializedIndexException(string path, bool isEmpty) : IndexException(isEmpty
    ? $"{path} is empty: its first indexing has not begun, or never finished. Index again."
    : $"{path} was made by an older version. Index once with this version: it is brought up to date.")
{
    /// <summary>Whether nothing is in it yet.</summary>
    public bool IsEmpty { get; } = isEmpty;
}
