namespace SearchEngine.Encoder;

/// <summary>
/// A loaded encoder on its device, which decides which texts run together. Safe for concurrent use; disposal waits for the runs in
/// progress.
/// </summary>
internal interface IEncoderSession : IDisposable
{
    /// <summary>The full size of an embedding.</summary>
    int Dimensions { get; }

    /// <summary>Why the graph could not be cached, and what to do about it; null if it was.</summary>
    string? CacheNotice { get; }

    /// <summary>Encodes one text.</summary>
    /// <param name="ids">The token ids, with special tokens.</param>
    /// <param name="embedding">Receives <see cref="Dimensions"/> numbers.</param>
    void Run(ReadOnlySpan<int> ids, Span<float> embedding);

    /// <summary>Encodes many texts.</summary>
    /// <param name="getTokens">Returns the token ids of a text by its index; called once for each text, from any thread.</param>
    /// <param name="embeddings">Receives the embedding of each text.</param>
    /// <param name="cancellationToken">Checked between runs.</param>
    Task RunAllAsync(Func<int, int[]> getTokens, float[][] embeddings, CancellationToken cancellationToken);
}
