using SearchEngine.Benchmarks.Encoding;
using SearchEngine.Encoder;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Benchmarks.Gpu;

/// <summary>The product's way on a GPU: texts in the order they come, packed in rows of at most 16,384 tokens.</summary>
internal sealed class PackedCudaEncoding : IEncoding
{
    private readonly PackedSession _session;

    public PackedCudaEncoding(string modelFolder)
    {
        using Checkpoint checkpoint = Checkpoint.Open(modelFolder);
        EmbeddingSettings settings = EmbeddingSettings.Read(modelFolder);
        _session = (PackedSession)EncoderSession.Create(checkpoint, settings, EncoderModel.Describe(checkpoint, settings), new EncoderOptions(), Device.Cuda);
    }

    public void Encode(int[][] texts, float[][] embeddings) => _session.Run(texts, CancellationToken.None).CopyTo(embeddings, 0);

    public void Dispose() => _session.Dispose();
}
