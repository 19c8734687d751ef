namespace SearchEngine.Index.Contracts;

/// <summary>What an index folder is opened for.</summary>
public enum IndexAccess
{
    /// <summary>Search what is committed; any number of processes at once.</summary>
    Read,

    /// <summary>Search and change; one process at a time.</summary>
    Write,
}
