namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>What happens to the matches of a pattern that splits a text.</summary>
internal enum SplitBehavior
{
    /// <summary>They are dropped.</summary>
    Removed,

    /// <summary>Each is a word.</summary>
    Isolated,

    /// <summary>Each is appended to the previous word, if there is one.</summary>
    MergedWithPrevious,

    /// <summary>Each is prepended to the next word, if there is one.</summary>
    MergedWithNext,

    /// <summary>Adjacent matches are one word.</summary>
    Contiguous,
}
