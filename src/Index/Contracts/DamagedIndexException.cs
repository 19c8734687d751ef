namespace SearchEngine.Index.Contracts;

/// <summary>A derived part of the index (words or vectors) is damaged. It can be rebuilt from the catalog.</summary>
/// <param name="path">The damaged file or folder.</param>
/// <param name="reason">What is wrong with it.</param>
/// <param name="innerException">The exception that revealed the damage, if any.</param>
public sealed class DamagedIndexException(string path, string reason, Exception? innerException = null)
    : IndexException(FormatMessage(path, reason), innerException)
{
    /// <summary>The damaged file or folder.</summary>
    public string Path { get; } = path;

    /// <summary>What is wrong with it.</summary>
    public string Reason { get; } = reason;

    private static string FormatMessage(string path, string reason) =>
        $"{path} is damaged ({reason}). Run 'search doctor --repair' to rebuild it from the catalog; nothing needs to be encoded again.";
}
