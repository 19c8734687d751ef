namespace SearchEngine.Runtime.Graphs;

/// <summary>What a caller must know of an encoder to feed it and to read it.</summary>
/// <param name="Hidden">Length of a hidden state, and so of an embedding.</param>
/// <param name="Vocabulary">Rows of the token embedding: ids run from 0 to one less.</param>
/// <param name="FirstPosition">Position of a text's first token; the next ones count on from it.</param>
/// <param name="MaxTokens">The longest text that the model's positions allow, in tokens.</param>
/// <param name="HasSegments">Whether the graph reads <see cref="EncoderGraph.Segments"/>; without, it has no such input.</param>
public sealed record EncoderShape(int Hidden, int Vocabulary, int FirstPosition, int MaxTokens, bool HasSegments);
