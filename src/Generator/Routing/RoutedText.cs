namespace SearchEngine.Generator.Routing;

/// <summary>A text, and which experts each of its tokens went through.</summary>
/// <param name="Topic">What it is about, or where it came from.</param>
/// <param name="Text">The text, as far as it was read.</param>
/// <param name="IsCode">Whether it is code rather than prose.</param>
/// <param name="IsTruncated">Whether there was more of it than was to be read.</param>
/// <param name="Tokens">Its tokens.</param>
/// <param name="ExpertsPerToken">Experts that a token goes through in a layer.</param>
/// <param name="Experts">For each layer the experts of each token, <paramref name="ExpertsPerToken"/> a token, the weightiest first.</param>
/// <param name="Weights">For each layer the weights of these: the softmax over the logits of those chosen, so that a token's sum to 1.</param>
public sealed record RoutedText(
    string Topic, string Text, bool IsCode, bool IsTruncated, IReadOnlyList<RoutedToken> Tokens, int ExpertsPerToken, IReadOnlyList<int[]> Experts, IReadOnlyList<float[]> Weights);

/// <summary>A token of a text.</summary>
/// <param name="Start">First UTF-16 unit in the text.</param>
/// <param name="End">One past its last UTF-16 unit.</param>
/// <param name="Kind">What it is in the text.</param>
public readonly record struct RoutedToken(int Start, int End, TokenKind Kind);
