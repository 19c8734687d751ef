namespace SearchEngine.Generator.Sampling;

/// <summary>Restricts the next token of a text. At least one token is always allowed.</summary>
internal interface ITokenConstraint
{
    /// <summary>Whether every token is allowed.</summary>
    bool AllowsAll { get; }

    /// <summary>Returns whether a token is allowed.</summary>
    bool Allows(int token);

    /// <summary>Appends a token to the text.</summary>
    void Accept(int token);
}
