namespace SearchEngine.Encoder;

/// <summary>Runs a model on the tokens of one text. Safe for concurrent use; disposal waits until the last caller is out.</summary>
internal interface IEncoderSession : IDisposable
{
    /// <summary>Length of an embedding.</summary>
    int Dimensions { get; }

    /// <summary>What kept the model's graph out of the cache, and the way out; null where nothing did.</summary>
    string? CacheNotice { get; }

    /// <summary>Makes the embedding of one text.</summary>
    /// <param name="ids">Its tokens, special tokens and all.</param>
    /// <param name="embedding">Receives <see cref="Dimensions"/> numbers.</param>
    void Run(ReadOnlySpan<int> ids, Span<float> embedding);
}
