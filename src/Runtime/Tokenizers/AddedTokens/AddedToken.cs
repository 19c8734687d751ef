namespace SearchEngine.Runtime.Tokenizers.AddedTokens;

/// <summary>A string that always becomes one token, regardless of the model.</summary>
/// <param name="Id">Id of the token.</param>
/// <param name="Content">The string.</param>
/// <param name="SingleWord">Whether the token matches only if no word character is adjacent.</param>
/// <param name="StripLeft">Whether the token includes white space before it.</param>
/// <param name="StripRight">Whether the token includes white space after it.</param>
/// <param name="Normalized">Whether the normalized content is matched against normalized text.</param>
/// <param name="Special">Whether it is a special token, which is omitted when decoding.</param>
internal sealed record AddedToken(
    int Id, string Content, bool SingleWord, bool StripLeft, bool StripRight, bool Normalized, bool Special);
