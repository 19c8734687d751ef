namespace SearchEngine.Runtime.Graphs;

/// <summary>What a caller must know of a cross-encoder to feed it and to read it.</summary>
/// <param name="Encoder">The encoder below the heads.</param>
/// <param name="HasSpans">Whether the graph gives <see cref="CrossEncoderGraph.Spans"/>.</param>
public sealed record CrossEncoderShape(EncoderShape Encoder, bool HasSpans);
