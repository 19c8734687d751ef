namespace SearchEngine.Generator.Sampling;

/// <summary>How the next token is drawn. The steps follow in the order of these properties, as in Hugging Face transformers; as they stand the likeliest token is taken.</summary>
public sealed record SamplingOptions
{
    /// <summary>Divides the logits of tokens that the text has already where they are positive, multiplies them where not (Keskar et al. 2019); 1 leaves them.</summary>
    public float RepetitionPenalty { get; init; } = 1;

    /// <summary>Divides the logits; 0 takes the likeliest token, and none of what follows counts.</summary>
    public float Temperature { get; init; }

    /// <summary>How many of the likeliest tokens are drawn from (Fan et al. 2018); 0 for all.</summary>
    public int TopK { get; init; }

    /// <summary>The fewest of the likeliest tokens that have this probability together are drawn from (Holtzman et al. 2020); 1 for all.</summary>
    public float TopP { get; init; } = 1;

    /// <summary>Tokens less probable than this share of the likeliest one's probability are left out (Nguyen et al. 2024); 0 for none.</summary>
    public float MinP { get; init; }

    /// <summary>Seed of the draws: the same seed draws the same text. Null for another one each time.</summary>
    public long? Seed { get; init; }

    /// <summary>Refuses numbers out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is; the message names it and its range.</exception>
    public SamplingOptions Validate()
    {
        Require(RepetitionPenalty > 0 && float.IsFinite(RepetitionPenalty), nameof(RepetitionPenalty), RepetitionPenalty, "more than 0");
        Require(Temperature >= 0 && float.IsFinite(Temperature), nameof(Temperature), Temperature, "0 or more");
        Require(TopK >= 0, nameof(TopK), TopK, "0 or more");
        Require(TopP is > 0 and <= 1, nameof(TopP), TopP, "more than 0 and at most 1");
        Require(MinP is >= 0 and < 1, nameof(MinP), MinP, "at least 0 and less than 1");
        return this;

        static void Require(bool holds, string name, object value, string range)
        {
            if (!holds) throw new ArgumentOutOfRangeException(name, value, $"{name} must be {range}.");
        }
    }
}
