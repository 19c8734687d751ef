namespace SearchEngine.Runtime.Graphs;

/// <summary>The properties of an encoder that determine its inputs and outputs.</summary>
/// <param name="Hidden">Size of a hidden state and of an embedding.</param>
/// <param name="Vocabulary">Rows of the token embedding; ids are less than this.</param>
/// <param name="FirstPosition">Position of a text's first token; later tokens count up from it.</param>
/// <param name="MaxTokens">Maximum text length in tokens that the model's positions allow.</param>
/// <param name="HasSegments">Whether the graph has the input <see cref="EncoderInputNames.Segments"/>.</param>
internal sealed record EncoderShape(int Hidden, int Vocabulary, int FirstPosition, int MaxTokens, bool HasSegments);
