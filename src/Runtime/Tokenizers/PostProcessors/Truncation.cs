namespace SearchEngine.Runtime.Tokenizers.PostProcessors;

/// <summary>How texts are cut that are too long.</summary>
/// <param name="MaxLength">The most tokens, special tokens included.</param>
/// <param name="Strategy">Which text of a pair is cut.</param>
/// <param name="FromLeft">Whether the end is kept and not the beginning.</param>
internal sealed record Truncation(int MaxLength, TruncationStrategy Strategy, bool FromLeft)
{
    /// <summary>For files that do not say.</summary>
    public static Truncation Unlimited { get; } = new(int.MaxValue, TruncationStrategy.LongestFirst, FromLeft: false);

    /// <summary>Reads "truncation" of a tokenizer.json. Its stride is about what is cut off, which nobody asks for here.</summary>
    public static Truncation? Read(TokenizerComponent component)
    {
        if (component.IsNull) return null;
        TruncationStrategy strategy = component.GetString("strategy", defaultValue: "LongestFirst") switch
        {
            "LongestFirst" => TruncationStrategy.LongestFirst,
            "OnlyFirst" => TruncationStrategy.OnlyFirst,
            "OnlySecond" => TruncationStrategy.OnlySecond,
            string other => throw component.CreateError($"the strategy '{other}' is not known here; known: LongestFirst, OnlyFirst, OnlySecond"),
        };
        bool fromLeft = component.GetString("direction", defaultValue: "Right") switch
        {
            "Right" => false,
            "Left" => true,
            string other => throw component.CreateError($"the direction '{other}' is not known here; known: Right, Left"),
        };
        return new Truncation(component.GetInt("max_length"), strategy, fromLeft);
    }

    /// <summary>
    /// How many tokens are kept of two texts where there is room for <paramref name="room"/> (utils/truncation.rs of Hugging Face
    /// tokenizers, which gives up where cutting one text is not enough; here the other gives the rest).
    /// </summary>
    public static (int First, int Second) ComputeKeptTokens(int first, int second, int room, TruncationStrategy strategy)
    {
        int excess = first + second - room;
        if (excess <= 0) return (first, second);
        switch (strategy)
        {
            case TruncationStrategy.OnlyFirst:
                int fromFirst = Math.Min(first, excess);
                return (first - fromFirst, second - (excess - fromFirst));
            case TruncationStrategy.OnlySecond:
                int fromSecond = Math.Min(second, excess);
                return (first - (excess - fromSecond), second - fromSecond);
            default:
                int shorter = Math.Min(Math.Min(first, second), room / 2);
                int longer = room - shorter;
                return first > second ? (longer, shorter) : (shorter, longer);
        }
    }
}
