using System.Numerics.Tensors;
using SearchEngine.Benchmarks.Encoding;
using SearchEngine.Benchmarks.Gpu;
using SearchEngine.Encoder;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Benchmarks.Tests.Gpu;

/// <summary>Checks that the baseline is correct, in float16 on the CPU.</summary>
public sealed class PaddedCudaEncodingTests
{
    [Fact]
    public void Encode_PaddedBatches_EqualsEncodingSingleTexts()
    {
        string model = Path.Combine(Repository.Models, "bge-small-en-v1.5");
        int[][] texts = [[101, 2003, 102], [101, 3000, 3001, 3002, 3003, 3004, 3005, 102], [101, 102], [101, 4000, 4001, 4002, 102]];
        using TemporaryFolder graphs = new();
        using TextEncoder encoder = TextEncoder.Load(
            model,
            new EncoderOptions { Precision = Precision.Float32, Cache = new GraphCache(graphs.Path) });
        using PaddedCudaEncoding padded = new(model, all => Batches.InOrder(all, 3), Device.Cpu);
        float[][] embeddings = [.. texts.Select(_ => new float[384])];

        padded.Encode(texts, embeddings);

        float[] alone = new float[384];
        for (int i = 0; i < texts.Length; i++)
        {
            encoder.Encode(texts[i], alone);
            Assert.InRange(TensorPrimitives.CosineSimilarity<float>(alone, embeddings[i]), 0.9995f, 1.0001f);
        }
    }
}
