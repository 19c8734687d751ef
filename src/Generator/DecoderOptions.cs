using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Generator;

/// <summary>Options for loading a decoder.</summary>
public sealed record DecoderOptions
{
    /// <summary>The precision of the weights: <see cref="Precision.Int4"/> or <see cref="Precision.Float32"/>.</summary>
    public Precision Precision { get; init; } = Precision.Int4;

    /// <summary>The number of threads for a step of a conversation.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// The maximum number of tokens of a conversation, prompt and answer together, limited by the model's own maximum. Memory is used only
    /// as tokens are added.
    /// </summary>
    public int MaxTokens { get; init; } = 4096;

    /// <summary>The maximum number of concurrent conversations, each with its own cache; further callers wait.</summary>
    public int MaxConversations { get; init; } = 2;

    /// <summary>The cache for the graphs that are generated from the weights.</summary>
    public GraphCache Cache { get; init; } = GraphCache.Default;
}
