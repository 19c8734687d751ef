using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Generator;

/// <summary>How a decoder is loaded.</summary>
public sealed record DecoderOptions
{
    /// <summary>How weights are held: <see cref="Precision.Int4"/> or <see cref="Precision.Float32"/>.</summary>
    public Precision Precision { get; init; } = Precision.Int4;

    /// <summary>Cores of a conversation's step.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The most tokens of a conversation, prompt and answer together; at most what the model was made for. Memory is taken as tokens come, not before.</summary>
    public int MaxTokens { get; init; } = 4096;

    /// <summary>Conversations that are kept and go on at the same time; those beyond wait.</summary>
    public int MaxConversations { get; init; } = 2;

    /// <summary>Where written graphs are kept.</summary>
    public GraphCache Cache { get; init; } = GraphCache.Default;
}
