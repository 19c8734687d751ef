namespace SearchEngine.Runtime.Tokenizers;

/// <summary>Which text of a pair is truncated if both together are too long.</summary>
internal enum TruncationStrategy
{
    /// <summary>The longer text until both are equally long, then both.</summary>
    LongestFirst,

    /// <summary>The first text; the second only when nothing is left of the first.</summary>
    OnlyFirst,

    /// <summary>The second text; the first only when nothing is left of the second.</summary>
    OnlySecond,
}
