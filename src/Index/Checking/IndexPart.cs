namespace SearchEngine.Index.Checking;

/// <summary>A part of an index folder that is checked separately.</summary>
public enum IndexPart
{
    /// <summary>The catalog, which records what is indexed.</summary>
    Catalog,

    /// <summary>The lexical index, which finds words.</summary>
    Lexical,

    /// <summary>The vector index.</summary>
    Vectors,

    /// <summary>Files that belong to none of the other parts.</summary>
    Files,
}
