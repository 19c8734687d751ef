using Microsoft.Extensions.AI;

namespace SearchEngine.Generator;

/// <summary>Token counts and times of a generated text.</summary>
internal sealed class GenerationStats
{
    public int PromptTokens { get; set; }

    /// <summary>The number of prompt tokens that were already in the cache.</summary>
    public int CachedTokens { get; set; }

    /// <summary>The number of generated tokens, including the one that ended the text.</summary>
    public int OutputTokens { get; set; }

    public int DraftedTokens { get; set; }

    /// <summary>The number of drafted tokens that were accepted.</summary>
    public int AcceptedTokens { get; set; }

    /// <summary>Whether the text ended because it reached the maximum length.</summary>
    public bool IsTruncated { get; set; }

    /// <summary>The time to the first token, including the wait for a free conversation.</summary>
    public TimeSpan TimeToFirstToken { get; set; }

    public TimeSpan TotalTime { get; set; }

    public UsageDetails ToUsageDetails() => new()
    {
        InputTokenCount = PromptTokens,
        CachedInputTokenCount = CachedTokens,
        OutputTokenCount = OutputTokens,
        TotalTokenCount = PromptTokens + OutputTokens,
    };
}
