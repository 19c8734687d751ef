using SearchEngine.Encoder;
using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Benchmarks.Encoding;

/// <summary>The product's way: one thread per core, one text per run, short texts in groups.</summary>
internal sealed class ProductEncoding(string modelFolder, int threads, Precision precision = Precision.Int8) : IEncoding
{
    private readonly TextEncoder _encoder = TextEncoder.Load(modelFolder, new EncoderOptions { Threads = threads, Precision = precision });

    public int Dimensions => _encoder.Dimensions;

    public void Encode(int[][] texts, float[][] embeddings) =>
        _encoder.EncodeAllAsync(text => texts[text], embeddings, CancellationToken.None).GetAwaiter().GetResult();

    public void Dispose() => _encoder.Dispose();
}
