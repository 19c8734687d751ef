namespace SearchEngine.Index.Filters;

/// <summary>The order in which the catalog's database indexes sort text: by code point.</summary>
internal static class CodePointOrder
{
    /// <summary>
    /// The last code point. Every text that starts with a prefix sorts between the prefix and the prefix followed by
    /// this.
    /// </summary>
    public const string LastCodePoint = "\U0010FFFF";
}
