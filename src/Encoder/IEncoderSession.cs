using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Encoder;

/// <summary>What became of a text.</summary>
/// <param name="Vector">Its embedding.</param>
/// <param name="Tokens">Tokens read.</param>
/// <param name="Truncated">Whether it was longer than what is read.</param>
internal readonly record struct EncodedText(float[] Vector, int Tokens, bool Truncated);

/// <summary>A loaded encoder on its device, which decides what texts are run together. Any number of callers may use it at once; disposal waits for them.</summary>
internal interface IEncoderSession : IDisposable
{
    /// <summary>Length of an embedding.</summary>
    int Dimensions { get; }

    /// <summary>Encodes the tokens of one text.</summary>
    void Run(ReadOnlySpan<int> ids, Span<float> embedding);

    /// <summary>Encodes texts, in their order; cancellation is seen between runs.</summary>
    Task<EncodedText[]> RunAsync(IReadOnlyList<string> texts, Func<string, TokenizedText> tokenize, CancellationToken cancellationToken);
}
