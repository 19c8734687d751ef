namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>What becomes of the matches of a pattern that splits a text.</summary>
internal enum SplitBehavior
{
    /// <summary>They are no part of any word.</summary>
    Removed,

    /// <summary>Each is a word.</summary>
    Isolated,

    /// <summary>Each belongs to the word before it, where there is one.</summary>
    MergedWithPrevious,

    /// <summary>Each belongs to the word after it, where there is one.</summary>
    MergedWithNext,

    /// <summary>Those that touch are one word.</summary>
    Contiguous,
}
