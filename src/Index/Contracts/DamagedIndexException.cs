namespace SearchEngine.Index.Contracts;

/// <summary>A derived part of the index is damaged; it can be rebuilt from the catalog.</summary>
/// <param name="path">The damaged file or folder.</param>
/// <param name="reason">What is wrong with it.</param>
/// <param name="cause">What was caught, if anything.</param>
public sealed class DamagedIndexException(string path, string reason, Exception? cause = null)
    : IndexException($"{path} is damaged ({reason}). Run 'search doctor --repair': it is rebuilt from the catalog, and nothing is encoded again.", cause)
{
    /// <summary>The damaged file or folder.</summary>
    public string Path { get; } = path;

    /// <summary>What is wrong with it.</summary>
    public string Reason { get; } = reason;
}
