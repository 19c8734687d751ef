namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>Options of byte-pair encoding.</summary>
/// <param name="UnknownId">The token for symbols that are not in the vocabulary; null where they are passed over.</param>
/// <param name="FuseUnknown">Whether unknown symbols side by side are one token.</param>
/// <param name="ByteFallback">Whether the tokens of its bytes, such as &lt;0x0A&gt;, stand for an unknown symbol where all are there.</param>
/// <param name="ContinuingSubwordPrefix">What symbols begin with that do not begin a word; often empty.</param>
/// <param name="EndOfWordSuffix">What the symbol ends with that ends a word; often empty.</param>
internal sealed record BpeSettings(int? UnknownId, bool FuseUnknown, bool ByteFallback, string ContinuingSubwordPrefix, string EndOfWordSuffix)
{
    /// <summary>Nothing but merges.</summary>
    public static BpeSettings Plain { get; } = new(UnknownId: null, FuseUnknown: false, ByteFallback: false, ContinuingSubwordPrefix: "", EndOfWordSuffix: "");

    /// <summary>Whether there is nothing but merges.</summary>
    public bool IsPlain => this is { UnknownId: null, ByteFallback: false, ContinuingSubwordPrefix: "", EndOfWordSuffix: "" };
}
