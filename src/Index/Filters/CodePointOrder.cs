namespace SearchEngine.Index.Filters;

/// <summary>The order that the catalog keeps texts in: by code point.</summary>
internal static class CodePointOrder
{
    /// <summary>The last code point: what begins with a text lies between the text and the text with this behind it.</summary>
    public const string LastCodePoint = "\U0010FFFF";
}
