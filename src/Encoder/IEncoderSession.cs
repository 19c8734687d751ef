namespace SearchEngine.Encoder;

/// <summary>A loaded encoder on its device, which decides what texts are run together. Any number of callers may use it at once; disposal waits for them.</summary>
internal interface IEncoderSession : IDisposable
{
    /// <summary>Length of an embedding.</summary>
    int Dimensions { get; }

    /// <summary>What kept the model's graph out of the cache, and the way out; null where nothing did.</summary>
    string? CacheNotice { get; }

    /// <summary>Encodes one text.</summary>
    /// <param name="ids">Its tokens, special tokens and all.</param>
    /// <param name="embedding">Receives <see cref="Dimensions"/> numbers.</param>
    void Run(ReadOnlySpan<int> ids, Span<float> embedding);

    /// <summary>Encodes many texts.</summary>
    /// <param name="getTokens">Token ids of a text by its index; called once for each, from any thread.</param>
    /// <param name="embeddings">One a text, as long as an embedding; receive the results.</param>
    /// <param name="cancellationToken">Heeded between runs.</param>
    Task RunAllAsync(Func<int, int[]> getTokens, float[][] embeddings, CancellationToken cancellationToken);
}
