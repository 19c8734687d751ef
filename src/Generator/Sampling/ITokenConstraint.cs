namespace SearchEngine.Generator.Sampling;

/// <summary>Says which tokens may follow a text. At every point at least one may.</summary>
internal interface ITokenConstraint
{
    /// <summary>Whether any token may follow.</summary>
    bool AllowsAll { get; }

    /// <summary>Whether a token may follow.</summary>
    bool Allows(int token);

    /// <summary>Appends a token to the text.</summary>
    void Accept(int token);
}
