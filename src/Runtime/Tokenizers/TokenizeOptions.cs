namespace SearchEngine.Runtime.Tokenizers;

/// <summary>Options for tokenizing a text.</summary>
public sealed record TokenizeOptions
{
    internal static TokenizeOptions Default { get; } = new();

    /// <summary>
    /// Maximum number of tokens, including special tokens. Null uses the tokenizer's own limit (<see cref="TextTokenizer.MaxLength"/>);
    /// <see cref="int.MaxValue"/> disables truncation.
    /// </summary>
    public int? MaxLength { get; init; }

    /// <summary>Which text of a pair is truncated. Null uses the tokenizer's own strategy, by default the longer text.</summary>
    internal TruncationStrategy? Truncation { get; init; }

    /// <summary>Whether to add the special tokens that the model expects, such as [CLS] and [SEP].</summary>
    public bool AddSpecialTokens { get; init; } = true;

    /// <summary>
    /// Whether the name of a special token in the text becomes that token. Only for trusted text, such as a template: in a user's text,
    /// "[SEP]" is five characters. Added tokens that are not special are always matched.
    /// </summary>
    public bool ParseSpecialTokens { get; init; }
}
