namespace SearchEngine.Generator.Routing;

/// <summary>The experts that the routers of a decoder chose for each token of a text.</summary>
/// <param name="Text">The text, cut to the tokens that were read.</param>
/// <param name="IsTruncated">Whether the text was cut.</param>
/// <param name="Spans">The range of each token in the text, in UTF-16 code units.</param>
/// <param name="Experts">The experts of each layer, [token * chosen + rank], by descending weight.</param>
/// <param name="Weights">Their weights: a softmax over the logits of the chosen experts, so that the weights of a token sum to 1.</param>
internal sealed record RouterRecording(
    string Text,
    bool IsTruncated,
    IReadOnlyList<(int Start, int End)> Spans,
    IReadOnlyList<int[]> Experts,
    IReadOnlyList<float[]> Weights);
