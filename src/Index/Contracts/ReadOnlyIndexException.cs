namespace SearchEngine.Index.Contracts;

/// <summary>This process may not write to the index folder. The index can still be opened for reading.</summary>
/// <param name="folder">The index folder.</param>
/// <param name="innerException">The underlying error, if any.</param>
public sealed class ReadOnlyIndexException(string folder, Exception? innerException = null)
    : IndexException(FormatMessage(folder), innerException)
{
    private static string FormatMessage(string folder) =>
        $"{folder} cannot be written: the disk is read-only, or the folder belongs to another user. "
        + "You can search it as it is; to change it, copy it to a folder of your own.";
}
