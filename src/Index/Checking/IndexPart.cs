namespace SearchEngine.Index.Checking;

/// <summary>What of an index folder is checked on its own.</summary>
public enum IndexPart
{
    /// <summary>The catalog: what is indexed.</summary>
    Catalog,

    /// <summary>The index of words.</summary>
    Lexical,

    /// <summary>The segments of vectors.</summary>
    Vectors,

    /// <summary>Files that belong to none of these.</summary>
    Files,
}
