using System.CommandLine;
using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using SearchEngine.Benchmarks.Encoding;
using SearchEngine.Encoder;

namespace SearchEngine.Benchmarks.TransformersJs;

/// <summary>
/// <c>benchmarks transformers-js</c>: the product against @huggingface/transformers on onnxruntime-node, both from text to
/// embedding.
/// </summary>
internal static class TransformersJsBenchmark
{
    private const string Name = "model";

    /// <summary>Minimum cosine between both embeddings of a text. The 8-bit activations of a batch share one scale.</summary>
    private const float SameEmbedding = 0.97f;

    public static Command Create()
    {
        Argument<string> corpus = CommonArguments.CreateCollection();
        Option<int> count = new("--count") { Description = "Number of documents, in corpus order", DefaultValueFactory = _ => 64 };
        Option<int> pairs = CommonArguments.CreatePairs(15);
        Option<bool> fused = new("--fused") { Description = "Run the operators of the product's graph instead of an exported graph" };
        Command command = new("transformers-js", "Encode texts: the product against @huggingface/transformers (batches of 32, "
            + "same int8 weights). Needs Node.js and npm")
        {
            corpus,
            count,
            pairs,
            fused,
        };
        command.SetAction(
            parsed => Run(
                parsed.GetRequiredValue(corpus),
                parsed.GetValue(count),
                parsed.GetValue(pairs),
                exported: !parsed.GetValue(fused)));
        return command;
    }

    private static void Run(string corpus, int count, int pairs, bool exported)
    {
        string[] texts = EncodingBenchmark.Documents(corpus, titles: false, count);
        string models = Directory.CreateTempSubdirectory("benchmark-").FullName;
        try
        {
            NodeModel.Write(EncodingBenchmark.Model, Path.Combine(models, Name), exported);
            using NodeEncoder node = new(models, Name, texts);
            using TextEncoder encoder = TextEncoder.Load(EncodingBenchmark.Model);
            GeneratedEmbeddings<Embedding<float>> embeddings = Encode(encoder, texts);
            float minCosine = embeddings.Zip(node.Embeddings, (x, y) => TensorPrimitives.CosineSimilarity(x.Vector.Span, y)).Min();
            if (!(minCosine >= SameEmbedding))
            {
                throw new InvalidOperationException($"the two embeddings of a text differ (cosine {minCosine})");
            }

            long tokens = embeddings.Usage!.InputTokenCount!.Value;
            PairedRatio ratio = PairedRatio.Measure(pairs, () => Encode(encoder, texts), () => node.Encode());
            Console.WriteLine(
                $"{count} documents, {tokens} tokens, from text to embedding, {(exported ? "exported" : "fused")} int8 graph, "
                    + $"{Environment.ProcessorCount} cores, {pairs} pairs; minimum cosine between the two {minCosine:F3}");
            Console.WriteLine($"  product           {tokens / ratio.Candidate,8:F0} tokens/s");
            Console.WriteLine($"  transformers.js   {tokens / ratio.Baseline,8:F0} tokens/s");
            Console.WriteLine($"  ratio             {ratio}");
        }
        finally
        {
            Directory.Delete(models, recursive: true);
        }
    }

    private static GeneratedEmbeddings<Embedding<float>> Encode(TextEncoder encoder, string[] texts) =>
        encoder.GenerateAsync(texts).GetAwaiter().GetResult();
}
