using Microsoft.Extensions.AI;
using SearchEngine.Generator.Sampling;

namespace SearchEngine.Generator;

/// <summary>Options for generating a text.</summary>
public sealed record GenerationOptions
{
    private const string PropertyKey = "searchengine.writing";

    /// <summary>The maximum number of tokens to generate.</summary>
    public int MaxTokens { get; init; } = 256;

    /// <summary>How tokens are sampled; by default the most probable one is taken.</summary>
    public SamplingOptions Sampling { get; init; } = new();

    /// <summary>Strings that end the text. They are not part of it.</summary>
    public IReadOnlyList<string> StopStrings { get; init; } = [];

    /// <summary>
    /// The passages that may be quoted; the first is [1]. Text in quotation marks is restricted to words of a passage, followed by the
    /// number of a passage that contains them, as in <c>[1]</c>. Null for unrestricted text.
    /// </summary>
    public IReadOnlyList<string>? Evidence { get; init; }

    /// <summary>
    /// Whether each passage of <see cref="Evidence"/> may only be quoted completely and once; the text ends when all have been quoted.
    /// Empty passages cannot be quoted.
    /// </summary>
    public bool RequireCompleteQuotes { get; init; }

    /// <summary>A string that the text must not start with, such as a refusal; null for no restriction.</summary>
    public string? ForbiddenPrefix { get; init; }

    /// <summary>
    /// Whether to draft tokens by prompt lookup. This changes the speed; in float32 it does not change the text.
    /// </summary>
    public bool UsePromptLookup { get; init; } = true;

    /// <summary>
    /// Converts to chat options that carry these options through any chat clients to a <see cref="Decoder"/>. They are an additional
    /// property, so that a caching client distinguishes texts generated with other options. The chat options' own properties take
    /// precedence.
    /// </summary>
    public ChatOptions ToChatOptions() => new()
    {
        MaxOutputTokens = MaxTokens,
        Temperature = Sampling.Temperature,
        AdditionalProperties = new AdditionalPropertiesDictionary { [PropertyKey] = this },
    };

    /// <summary>Returns the options carried by chat options, or the defaults, combined with the chat options' own properties.</summary>
    internal static GenerationOptions From(ChatOptions? chat)
    {
        if (chat is null) return new GenerationOptions();
        GenerationOptions carried =
            chat.AdditionalProperties?.GetValueOrDefault(PropertyKey) as GenerationOptions ?? new GenerationOptions();
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
