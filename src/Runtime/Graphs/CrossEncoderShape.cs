using SearchEngine.Runtime.Graphs.Encoders;

namespace SearchEngine.Runtime.Graphs;

/// <summary>The properties of a cross-encoder that determine its inputs and outputs.</summary>
/// <param name="Encoder">The encoder below the heads.</param>
/// <param name="HasSpans">Whether the graph has the output <see cref="CrossEncoderGraph.Spans"/>.</param>
internal sealed record CrossEncoderShape(EncoderShape Encoder, bool HasSpans);
