namespace SearchEngine.Runtime.Tokenizers;

/// <summary>Which text of a pair is cut where both are too long together.</summary>
public enum TruncationStrategy
{
    /// <summary>The longer one until both are equally long, then both.</summary>
    LongestFirst,

    /// <summary>The first; the second only once nothing is left of the first.</summary>
    OnlyFirst,

    /// <summary>The second; the first only once nothing is left of the second.</summary>
    OnlySecond,
}
