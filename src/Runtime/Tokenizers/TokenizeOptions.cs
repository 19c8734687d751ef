namespace SearchEngine.Runtime.Tokenizers;

/// <summary>How a text is turned into tokens.</summary>
public sealed record TokenizeOptions
{
    internal static TokenizeOptions Default { get; } = new();

    /// <summary>
    /// The most tokens to give, special tokens included. Null: what the tokenizer's file says (<see cref="TextTokenizer.MaxLength"/>);
    /// <see cref="int.MaxValue"/>: all of them.
    /// </summary>
    public int? MaxLength { get; init; }

    /// <summary>Which text of a pair is cut to fit. Null: what the tokenizer's file says, or else the longer one.</summary>
    public TruncationStrategy? Truncation { get; init; }

    /// <summary>Whether the text is framed by the tokens that the model expects, such as [CLS] and [SEP].</summary>
    public bool AddSpecialTokens { get; init; } = true;

    /// <summary>
    /// Whether the name of a special token within the text stands for that token. Only for text of our own making, such as a template:
    /// in a user's text, "[SEP]" is five characters. Added tokens that are not special are found in either case.
    /// </summary>
    public bool ParseSpecialTokens { get; init; }
}
