using System.CommandLine;
using System.Numerics.Tensors;
using SearchEngine.Evaluation.Collections;
using SearchEngine.Models;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Benchmarks.Encoding;

/// <summary><c>benchmarks encode</c>: the product's encoder against other implementations that run the same model.</summary>
internal static class EncodingBenchmark
{
    /// <summary>Minimum cosine between both embeddings of a text. The 8-bit activations of a run share one scale.</summary>
    private const float SameEmbedding = 0.97f;

    public static Command Create()
    {
        Argument<string> corpus = CommonArguments.CreateCollection();
        Option<string> part = new("--texts")
        {
            Description = "Which texts: whole documents, or their titles (short texts)",
            DefaultValueFactory = _ => "documents",
        };
        part.AcceptOnlyFromAmong("documents", "titles");
        Option<int> count = new("--count") { Description = "Number of texts, in corpus order", DefaultValueFactory = _ => 64 };
        Option<string[]> against = new("--against")
        {
            Description = string.Join("; ", Baselines.All.Select(baseline => $"{baseline.Name}: {baseline.Description}")),
            DefaultValueFactory = _ => ["padded"],
            AllowMultipleArgumentsPerToken = true,
        };
        against.AcceptOnlyFromAmong([.. Baselines.All.Select(baseline => baseline.Name)]);
        Option<int> pairs = CommonArguments.CreatePairs(15);
        Command command = new("encode", "Encode a collection's texts: the product against other implementations")
        {
            corpus,
            part,
            count,
            against,
            pairs,
        };
        command.SetAction(parsed => Run(
            Texts(parsed.GetRequiredValue(corpus), parsed.GetValue(part) == "titles", parsed.GetValue(count)),
            [.. parsed.GetRequiredValue(against).Select(Baselines.Get)], parsed.GetValue(pairs)));
        return command;
    }

    public static string Model => ModelFolders.Find("bge-small-en-v1.5");

    public static string[] Documents(string corpus, bool titles, int count) =>
    [
        .. BeirCollection.Open(corpus).Documents().Take(count)
            .Select(document => titles ? document.Title : $"{document.Title}\n{document.Text}"),
    ];

    public static int[][] Texts(string corpus, bool titles, int count)
    {
        TextTokenizer tokenizer = TextTokenizer.Load(Model);
        return [.. Documents(corpus, titles, count).Select(text => tokenizer.EncodeIds(text))];
    }

    private static void Run(int[][] texts, IReadOnlyList<Baseline> baselines, int pairs)
    {
        int cores = Environment.ProcessorCount;
        long tokens = texts.Sum(text => (long)text.Length);
        (double mean, int longest) = ((double)tokens / texts.Length, texts.Max(text => text.Length));
        Console.WriteLine(
            $"{texts.Length} texts, {tokens} tokens (mean {mean:F0}, longest {longest}), int8, {cores} cores, {pairs} pairs");

        using ProductEncoding product = new(Model, cores);
        float[][] expected = Embeddings(), actual = Embeddings();
        product.Encode(texts, expected);
        foreach (Baseline baseline in baselines)
        {
            using IEncoding other = baseline.Create(Model, cores);
            other.Encode(texts, actual);
            float minCosine = expected.Zip(actual, (x, y) => TensorPrimitives.CosineSimilarity<float>(x, y)).Min();
            if (!(minCosine >= SameEmbedding))
            {
                throw new InvalidOperationException($"{baseline.Name}: the two embeddings of a text differ (cosine {minCosine})");
            }

            PairedRatio ratio = PairedRatio.Measure(pairs, () => product.Encode(texts, expected), () => other.Encode(texts, actual));
            Console.WriteLine($"\nagainst {baseline.Name}: {baseline.Description}");
            Console.WriteLine($"  product     {tokens / ratio.Candidate,8:F0} tokens/s");
            Console.WriteLine(
                $"  {baseline.Name,-12}{tokens / ratio.Baseline,8:F0} tokens/s (minimum cosine to the product's {minCosine:F3})");
            Console.WriteLine($"  ratio       {ratio}");
        }

        float[][] Embeddings() => [.. texts.Select(_ => new float[product.Dimensions])];
    }
}
