using System.CommandLine;
using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using SearchEngine.Benchmarks.Encoding;
using SearchEngine.Evaluation.Collections;
using SearchEngine.Models;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Benchmarks.Gpu;

/// <summary>
/// <c>benchmarks gpu</c>: encoding in packed rows against padded batches, and re-ranking in packed rows against one pair
/// per run, in float16 on CUDA.
/// </summary>
internal static class GpuBenchmark
{
    /// <summary>Minimum cosine between both embeddings of a text: they differ in the last digits of float16.</summary>
    private const float SameEmbedding = 0.999f;

    private const int MaxTokens = 16_384;

    public static Command Create()
    {
        Argument<string?> corpus = new("DIR")
        {
            Description = "A collection in BEIR layout. Default: random tokens in texts of mixed lengths",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<int> count = new("--count") { Description = "Number of texts", DefaultValueFactory = _ => 2_048 };
        Option<int> pairs = CommonArguments.CreatePairs(15);
        Command command = new("gpu", "Encode texts and re-rank passages on a GPU: "
            + "packed rows against padded batches and against one pair per run")
        {
            corpus,
            count,
            pairs,
        };
        command.SetAction(parsed => Run(parsed.GetValue(corpus), parsed.GetValue(count), parsed.GetValue(pairs)));
        return command;
    }

    private static string Model => ModelFolders.Find("bge-small-en-v1.5");

    private static int Run(string? corpus, int count, int pairs)
    {
        if (DeviceChoice.Resolve(Device.Cuda).FallbackReason is { } missing)
        {
            Console.Error.WriteLine($"benchmarks: nothing was measured, because CUDA is not available: {missing}");
            return 1;
        }

        int[][] texts = corpus is null ? RandomTexts.Create(count) : Read(corpus, count);
        long tokens = texts.Sum(text => (long)text.Length);
        Console.WriteLine(
            $"{(corpus is null ? "random tokens: " : "")}{texts.Length} texts, "
                + $"{tokens} tokens (mean {(double)tokens / texts.Length:F0}, longest {texts.Max(text => text.Length)}), "
                + $"float16 on CUDA, ONNX Runtime {OrtEnv.Instance().GetVersionString()}, {pairs} pairs");
        Measure(texts, tokens, pairs);
        GpuReranking.Measure(corpus, pairs);
        return 0;
    }

    private static int[][] Read(string corpus, int count)
    {
        TextTokenizer tokenizer = TextTokenizer.Load(Model);
        IEnumerable<BeirDocument> documents = BeirCollection.Open(corpus).Documents().Take(count);
        return [.. documents.Select(document => tokenizer.EncodeIds($"{document.Title}\n{document.Text}"))];
    }

    private static void Measure(int[][] texts, long tokens, int pairs)
    {
        (string Name, Func<int[][], int[][]> Batches)[] padded =
        [
            ("padded, 32 texts a run, in order", all => Batches.InOrder(all, 32)),
            ("padded, sorted, 16,384 tokens a run", all => Batches.Sorted(all, MaxTokens)),
        ];
        using PackedCudaEncoding packed = new(Model);
        float[][] expected = Embeddings(), actual = Embeddings();
        packed.Encode(texts, expected);

        Console.WriteLine($"\n{"way",-38}{"padding",8}{"tokens/s",12}{"packed, tokens/s",18}   packed is faster by");
        foreach ((string name, Func<int[][], int[][]> batches) in padded)
        {
            using PaddedCudaEncoding other = new(Model, batches);
            other.Encode(texts, actual);
            RequireSame(name, expected, actual);
            PairedRatio ratio = PairedRatio.Measure(pairs, () => packed.Encode(texts, expected), () => other.Encode(texts, actual));
            long computed = batches(texts).Sum(batch => (long)batch.Length * batch.Max(text => texts[text].Length));
            Console.WriteLine(
                $"{name,-38}{1 - (double)tokens / computed,8:P0}{tokens / ratio.Baseline,12:N0}{tokens / ratio.Candidate,18:N0}   {ratio}");
        }

        float[][] Embeddings() => [.. texts.Select(_ => new float[packed.Dimensions])];
    }

    private static void RequireSame(string name, float[][] expected, float[][] actual)
    {
        float minCosine = expected.Zip(actual, (x, y) => TensorPrimitives.CosineSimilarity<float>(x, y)).Min();
        if (!(minCosine >= SameEmbedding))
        {
            throw new InvalidOperationException(
                $"{name}: the embedding of a text differs from that of the packed row (cosine {minCosine})");
        }
    }
}
