namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>Which words that do not start with a metaspace get one prepended.</summary>
internal enum PrependScheme
{
    /// <summary>All words.</summary>
    Always,

    /// <summary>The first word of the text, but not a word after an added token.</summary>
    First,

    /// <summary>No word.</summary>
    Never,
}
