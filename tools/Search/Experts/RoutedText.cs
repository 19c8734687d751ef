using SearchEngine.Generator.Routing;

namespace SearchEngine.Cli.Experts;

/// <summary>A text and the experts that each of its tokens is routed to.</summary>
/// <param name="Topic">The subject of the text, or its source.</param>
/// <param name="Text">The text, cut to the tokens that were read.</param>
/// <param name="IsCode">Whether the text is code rather than prose.</param>
/// <param name="IsTruncated">Whether the text was cut.</param>
/// <param name="Tokens">The tokens of the text.</param>
/// <param name="ExpertsPerToken">The number of experts that a layer chooses for a token.</param>
/// <param name="Experts">The experts of each layer, <paramref name="ExpertsPerToken"/> for each token, by descending weight.</param>
/// <param name="Weights">Their weights; those of a token sum to 1.</param>
internal sealed record RoutedText(
    string Topic,
    string Text,
    bool IsCode,
    bool IsTruncated,
    IReadOnlyList<RoutedToken> Tokens,
    int ExpertsPerToken,
    IReadOnlyList<int[]> Experts,
    IReadOnlyList<float[]> Weights)
{
    /// <summary>Reads a text with a decoder.</summary>
    public static RoutedText Record(RouterRecorder recorder, TopicText text, CancellationToken cancellation)
    {
        RouterRecording recording = recorder.Record(text.Text, text.MaxTokens, cancellation);
        (TokenKind[] kinds, bool isCode) = TokenClassifier.Classify(recording.Text, recording.Spans);
        return new RoutedText(
            text.Topic,
            recording.Text,
            isCode,
            recording.IsTruncated,
            [.. recording.Spans.Select((span, i) => new RoutedToken(span.Start, span.End, kinds[i]))],
            recorder.Experts.ExpertsPerToken,
            recording.Experts,
            recording.Weights);
    }
}

/// <summary>A token of a text.</summary>
/// <param name="Start">The first UTF-16 code unit of the token in the text.</param>
/// <param name="End">The end of the token, exclusive.</param>
/// <param name="Kind">The kind of token.</param>
internal readonly record struct RoutedToken(int Start, int End, TokenKind Kind);
