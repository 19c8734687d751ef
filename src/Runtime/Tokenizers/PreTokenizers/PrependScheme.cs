namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>Which words a metaspace is put before that do not begin with one.</summary>
internal enum PrependScheme
{
    /// <summary>All of them.</summary>
    Always,

    /// <summary>The one that the text begins with, and none after an added token.</summary>
    First,

    /// <summary>None.</summary>
    Never,
}
