namespace SearchEngine.Benchmarks.Encoding;

/// <summary>A way to encode a list of texts on all cores.</summary>
internal interface IEncoding : IDisposable
{
    /// <summary>Length of an embedding.</summary>
    int Dimensions { get; }

    /// <summary>Encodes every text; <paramref name="embeddings"/> take the first token's last hidden state, normalized or not, in the order of the texts.</summary>
    /// <param name="texts">Token ids.</param>
    /// <param name="embeddings">One a text, as long as the hidden size.</param>
    void Encode(int[][] texts, float[][] embeddings);
}
