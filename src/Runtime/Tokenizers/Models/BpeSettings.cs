namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>Options of byte-pair encoding.</summary>
/// <param name="UnknownId">The token for symbols that are not in the vocabulary; null to skip them.</param>
/// <param name="FuseUnknown">Whether adjacent unknown symbols become one token.</param>
/// <param name="ByteFallback">
/// Whether an unknown symbol becomes the tokens of its bytes, such as &lt;0x0A&gt;, if all of them exist.
/// </param>
/// <param name="ContinuingSubwordPrefix">Prefix of symbols that continue a word; often empty.</param>
/// <param name="EndOfWordSuffix">Suffix of the symbol that ends a word; often empty.</param>
internal sealed record BpeSettings(
    int? UnknownId, bool FuseUnknown, bool ByteFallback, string ContinuingSubwordPrefix, string EndOfWordSuffix)
{
    /// <summary>Merges without further options.</summary>
    public static BpeSettings Plain { get; } = new(
        UnknownId: null, FuseUnknown: false, ByteFallback: false, ContinuingSubwordPrefix: "", EndOfWordSuffix: "");

    /// <summary>Whether there are no options besides merges.</summary>
    public bool IsPlain => this is { UnknownId: null, ByteFallback: false, ContinuingSubwordPrefix: "", EndOfWordSuffix: "" };
}
