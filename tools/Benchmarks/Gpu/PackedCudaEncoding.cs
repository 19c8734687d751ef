using SearchEngine.Benchmarks.Encoding;
using SearchEngine.Encoder;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Benchmarks.Gpu;

/// <summary>The product's way on a GPU: texts in their order, packed in rows of at most 16,384 tokens.</summary>
internal sealed class PackedCudaEncoding : IEncoding
{
    private readonly IEncoderSession _session;

    public PackedCudaEncoding(string modelFolder)
    {
        EncoderOptions options = new() { Device = Device.Cuda };
        using EncoderSource source = EncoderSource.Open(modelFolder, options);
        _session = source.CreateSession(options, Device.Cuda);
    }

    public int Dimensions => _session.Dimensions;

    public void Encode(int[][] texts, float[][] embeddings) =>
        _session.RunAllAsync(text => texts[text], embeddings, CancellationToken.None).GetAwaiter().GetResult();

    public void Dispose() => _session.Dispose();
}
