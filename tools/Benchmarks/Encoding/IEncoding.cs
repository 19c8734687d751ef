namespace SearchEngine.Benchmarks.Encoding;

/// <summary>Encodes a list of texts on all cores.</summary>
internal interface IEncoding : IDisposable
{
    /// <summary>The number of dimensions of an embedding.</summary>
    int Dimensions { get; }

    /// <summary>
    /// Writes the last hidden state of each text's first token to <paramref name="embeddings"/>, normalized or not.
    /// </summary>
    /// <param name="texts">Token ids of the texts.</param>
    /// <param name="embeddings">An array per text, with a length of <see cref="Dimensions"/>.</param>
    void Encode(int[][] texts, float[][] embeddings);
}
