namespace SearchEngine.Generator.Sampling;

/// <summary>
/// How the next token is sampled. The steps are applied in the order of these properties, as in Hugging Face transformers. By default the
/// most probable token is taken.
/// </summary>
public sealed record SamplingOptions
{
    /// <summary>
    /// The penalty for tokens that the text already contains (Keskar et al. 2019): positive logits are divided by it, negative ones
    /// multiplied. 1 means no penalty.
    /// </summary>
    public float RepetitionPenalty { get; init; } = 1;

    /// <summary>The divisor of the logits; 0 takes the most probable token and ignores the following options.</summary>
    public float Temperature { get; init; }

    /// <summary>The number of most probable tokens to sample from (Fan et al. 2018); 0 for all.</summary>
    public int TopK { get; init; }

    /// <summary>The total probability of the most probable tokens to sample from (Holtzman et al. 2020); 1 for all.</summary>
    public float TopP { get; init; } = 1;

    /// <summary>The minimum probability of a token, relative to the most probable one (Nguyen et al. 2024); 0 for no minimum.</summary>
    public float MinP { get; init; }

    /// <summary>The random seed, for reproducible texts; null for a different text each time.</summary>
    public long? Seed { get; init; }

    /// <summary>Checks that all options are in range, and returns them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public SamplingOptions Validate()
    {
        Require(RepetitionPenalty > 0 && float.IsFinite(RepetitionPenalty), nameof(RepetitionPenalty), RepetitionPenalty, "more than 0");
        Require(Temperature >= 0 && float.IsFinite(Temperature), nameof(Temperature), Temperature, "0 or more");
        Require(TopK >= 0, nameof(TopK), TopK, "0 or more");
        Require(TopP is > 0 and <= 1, nameof(TopP), TopP, "more than 0 and at most 1");
        Require(MinP is >= 0 and < 1, nameof(MinP), MinP, "at least 0 and less than 1");
        return this;

        static void Require(bool isValid, string name, object value, string range)
        {
            if (!isValid) throw new ArgumentOutOfRangeException(name, value, $"{name} must be {range}.");
        }
    }
}
