namespace SearchEngine.Index;

/// <summary>A derived part of the index is damaged; it can be rebuilt from the catalog.</summary>
/// <param name="path">The damaged file or folder.</param>
/// <param name="reason">What is wrong with it.</param>
/// <param name="cause">What was caught, if anything.</param>
public sealed class DamagedIndexException(string path, string reason, Exception? cause = null)
    : IndexException($"{path} is damaged ({reason}). Open the index once for writing, for instance by indexing again: it is rebuilt from the catalog.", cause);
