namespace SearchEngine.Index.Contracts;

/// <summary>The index lies where this process cannot write. It can still be opened for reading.</summary>
/// <param name="folder">The index folder.</param>
/// <param name="cause">What was caught.</param>
public sealed class ReadOnlyIndexException(string folder, Exception? cause = null)
    : IndexException($"{folder} cannot be written: its disk is read-only, or it belongs to somebody else. It can be searched as it is; to change it, copy it to a folder of your own.", cause);
