namespace SearchEngine.Runtime.Tokenizers.PostProcessors;

/// <summary>How texts that are too long are truncated.</summary>
/// <param name="MaxLength">Maximum number of tokens, including special tokens.</param>
/// <param name="Strategy">Which text of a pair is truncated.</param>
/// <param name="FromLeft">Whether the start is removed instead of the end.</param>
internal sealed record Truncation(int MaxLength, TruncationStrategy Strategy, bool FromLeft)
{
    /// <summary>The setting of files without "truncation".</summary>
    public static Truncation Unlimited { get; } = new(int.MaxValue, TruncationStrategy.LongestFirst, FromLeft: false);

    /// <summary>Reads "truncation" of a tokenizer.json. Its stride concerns the removed tokens, which are not used here.</summary>
    public static Truncation? Read(TokenizerComponent component)
    {
        if (component.IsNull) return null;
        TruncationStrategy strategy = component.GetString("strategy", defaultValue: "LongestFirst") switch
        {
            "LongestFirst" => TruncationStrategy.LongestFirst,
            "OnlyFirst" => TruncationStrategy.OnlyFirst,
            "OnlySecond" => TruncationStrategy.OnlySecond,
            string other => throw component.CreateError(
                $"has the unsupported strategy '{other}'; supported are LongestFirst, OnlyFirst, OnlySecond"),
        };
        bool fromLeft = component.GetString("direction", defaultValue: "Right") switch
        {
            "Right" => false,
            "Left" => true,
            string other => throw component.CreateError($"has the unsupported direction '{other}'; supported are Right, Left"),
        };
        return new Truncation(component.GetInt("max_length"), strategy, fromLeft);
    }

    /// <summary>
    /// Returns how many tokens of two texts are kept if there is room for <paramref name="room"/> (utils/truncation.rs of Hugging Face
    /// tokenizers, which fails if truncating one text is not enough; here the other text is truncated too).
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
