using SearchEngine.Encoder;

namespace SearchEngine.Benchmarks.Encoding;

/// <summary>The product's way: one text a run, a caller a core, longest first so that the cores end together.</summary>
internal sealed class ProductEncoding(string modelFolder, int threads) : IEncoding
{
    private readonly TextEncoder _encoder = TextEncoder.Load(modelFolder, new EncoderOptions { Threads = threads });

    public void Encode(int[][] texts, float[][] embeddings) => Callers.Run(threads, texts.Length, i => _encoder.Encode(texts[i], embeddings[i]));

    public void Dispose() => _encoder.Dispose();
}
