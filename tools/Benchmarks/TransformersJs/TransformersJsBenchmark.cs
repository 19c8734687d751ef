using System.CommandLine;
using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using SearchEngine.Benchmarks.Encoding;
using SearchEngine.Encoder;

namespace SearchEngine.Benchmarks.TransformersJs;

/// <summary><c>benchmarks transformers-js</c>: the product against @huggingface/transformers on onnxruntime-node, from text to embedding on both sides.</summary>
internal static class TransformersJsBenchmark
{
    private const string Name = "model";

    /// <summary>8-bit activations share a scale within a batch of theirs.</summary>
    private const float SameEmbedding = 0.97f;

    public static Command Create()
    {
        Argument<string> corpus = new("DIR") { Description = "A collection in BEIR layout" };
        Option<int> count = new("--count") { Description = "How many documents, in corpus order", DefaultValueFactory = _ => 64 };
        Option<int> pairs = new("--pairs") { Description = "How many pairs of runs", DefaultValueFactory = _ => 15 };
        Option<bool> fused = new("--fused") { Description = "Give it the operators of the product's own graph instead of an exported graph's" };
        Command command = new("transformers-js", "Against @huggingface/transformers (batches of 32, same int8 weights); needs Node.js and npm") { corpus, count, pairs, fused };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(corpus), parsed.GetValue(count), parsed.GetValue(pairs), exported: !parsed.GetValue(fused)));
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
            float least = embeddings.Zip(node.Embeddings, (x, y) => TensorPrimitives.CosineSimilarity(x.Vector.Span, y)).Min();
            if (!(least >= SameEmbedding)) throw new InvalidOperationException($"a text's embeddings differ (cosine {least})");

            long tokens = embeddings.Usage!.InputTokenCount!.Value;
            PairedRatio ratio = PairedRatio.Measure(pairs, () => Encode(encoder, texts), () => node.Encode());
            Console.WriteLine(FormattableString.Invariant($"{count} documents, {tokens} tokens, from text to embedding, {(exported ? "exported" : "fused")} int8 graph, {Environment.ProcessorCount} cores, {pairs} pairs; least cosine between the two {least:F3}"));
            Console.WriteLine(FormattableString.Invariant($"  product           {tokens / ratio.Candidate,8:F0} tokens/s"));
            Console.WriteLine(FormattableString.Invariant($"  transformers.js   {tokens / ratio.Baseline,8:F0} tokens/s"));
            Console.WriteLine($"  ratio             {ratio}");
        }
        finally
        {
            Directory.Delete(models, recursive: true);
        }
    }

    private static GeneratedEmbeddings<Embedding<float>> Encode(TextEncoder encoder, string[] texts) => encoder.GenerateAsync(texts).GetAwaiter().GetResult();
}
