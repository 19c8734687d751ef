using Microsoft.Extensions.AI;
using SearchEngine.Generator.Sampling;

namespace SearchEngine.Generator;

/// <summary>How a text is written.</summary>
public sealed record GenerationOptions
{
    private const string PropertyKey = "searchengine.writing";

    /// <summary>The most tokens to write.</summary>
    public int MaxTokens { get; init; } = 256;

    /// <summary>How tokens are drawn; the likeliest as it stands.</summary>
    public SamplingOptions Sampling { get; init; } = new();

    /// <summary>Texts that end the writing; they are not given.</summary>
    public IReadOnlyList<string> StopStrings { get; init; } = [];

    /// <summary>
    /// Passages, the first being [1]: between quotation marks only what one of them says may be written, and after that <c>[n]</c>, n being one that says it. Null for free text.
    /// </summary>
    public IReadOnlyList<string>? Evidence { get; init; }

    /// <summary>Whether each text of <see cref="Evidence"/> may only be quoted as a whole, and once; the answer ends when all are. An empty one is not quoted.</summary>
    public bool RequireCompleteQuotes { get; init; }

    /// <summary>What the text must not begin with, such as a refusal where it was decided to answer; null for nothing.</summary>
    public string? ForbiddenPrefix { get; init; }

    /// <summary>Whether tokens are drafted by looking up the text's last ones in the prompt, which changes how fast a text comes, and in float32 nothing else.</summary>
    public bool UsePromptLookup { get; init; } = true;

    /// <summary>
    /// These as the options of a chat: whichever clients stand between the caller and a <see cref="Decoder"/>, it writes by them. They are one of the additional properties, so that a cache between tells texts that were
    /// written by others apart. What the chat's options say themselves comes before.
    /// </summary>
    public ChatOptions ToChatOptions() => new()
    {
        MaxOutputTokens = MaxTokens,
        Temperature = Sampling.Temperature,
        AdditionalProperties = new AdditionalPropertiesDictionary { [PropertyKey] = this },
    };

    /// <summary>Those that a chat's options carry and say; the usual ones where they carry none.</summary>
    internal static GenerationOptions From(ChatOptions? chat)
    {
        if (chat is null) return new GenerationOptions();
        GenerationOptions carried = chat.AdditionalProperties?.GetValueOrDefault(PropertyKey) as GenerationOptions ?? new GenerationOptions();
        return carried with
        {
            MaxTokens = chat.MaxOutputTokens ?? carried.MaxTokens,
            StopStrings = chat.StopSequences is { } stops ? [.. stops] : carried.StopStrings,
            Sampling = carried.Sampling with
            {
                Temperature = chat.Temperature ?? carried.Sampling.Temperature,
                TopK = chat.TopK ?? carried.Sampling.TopK,
                TopP = chat.TopP ?? carried.Sampling.TopP,
                Seed = chat.Seed ?? carried.Sampling.Seed,
            },
        };
    }
}

/// <summary>What a text took.</summary>
public sealed class GenerationStats
{
    /// <summary>Tokens of the prompt.</summary>
    public int PromptTokens { get; internal set; }

    /// <summary>Those of them that the cache held already.</summary>
    public int CachedTokens { get; internal set; }

    /// <summary>Tokens written, the one that ended the text included.</summary>
    public int OutputTokens { get; internal set; }

    /// <summary>Tokens drafted.</summary>
    public int DraftedTokens { get; internal set; }

    /// <summary>Drafted tokens that were right.</summary>
    public int AcceptedTokens { get; internal set; }

    /// <summary>Whether the text was ended by its greatest length, and not by the model or a stop string.</summary>
    public bool IsTruncated { get; internal set; }

    /// <summary>Time from the call to the first token, waiting for a free conversation included.</summary>
    public TimeSpan TimeToFirstToken { get; internal set; }

    /// <summary>Time from the call to the last token.</summary>
    public TimeSpan TotalTime { get; internal set; }

    /// <summary>The tokens as Microsoft.Extensions.AI counts them.</summary>
    public UsageDetails ToUsageDetails() => new() { InputTokenCount = PromptTokens, CachedInputTokenCount = CachedTokens, OutputTokenCount = OutputTokens, TotalTokenCount = PromptTokens + OutputTokens };
}
