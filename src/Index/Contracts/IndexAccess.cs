namespace SearchEngine.Index.Contracts;

/// <summary>How an index folder is opened.</summary>
internal enum IndexAccess
{
    /// <summary>Searches what is committed. Any number of processes can do so at once.</summary>
    Read,

    /// <summary>Searches and changes the index. Only one process can do so at a time.</summary>
    Write,
}
