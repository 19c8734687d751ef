namespace SearchEngine.Runtime.Tokenizers.AddedTokens;

/// <summary>A string that is one token wherever it stands, whatever the model would make of it.</summary>
/// <param name="Id">Id of the token.</param>
/// <param name="Content">The string.</param>
/// <param name="SingleWord">Only where no word character touches it.</param>
/// <param name="StripLeft">White space before it belongs to it.</param>
/// <param name="StripRight">White space after it belongs to it.</param>
/// <param name="Normalized">Sought, in its normalized form, in normalized text.</param>
/// <param name="Special">A control token, left out when decoding.</param>
internal sealed record AddedToken(
    int Id, string Content, bool SingleWord, bool StripLeft, bool StripRight, bool Normalized, bool Special);
