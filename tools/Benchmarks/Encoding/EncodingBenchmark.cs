using System.CommandLine;
using System.Numerics.Tensors;
using SearchEngine.Evaluation.Collections;
using SearchEngine.Models;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Benchmarks.Encoding;

/// <summary><c>benchmarks encode</c>: the product's encoder against other ways to run the same model.</summary>
internal static class EncodingBenchmark
{
    /// <summary>All ways must compute the same thing; 8-bit activations share a scale within a run and shift a little with what is in it.</summary>
    private const float SameEmbedding = 0.97f;

    public static Command Create()
    {
        Argument<string> corpus = new("DIR") { Description = "A collection in BEIR layout" };
        Option<string> part = new("--texts") { Description = "What of it: whole documents, or their titles (short texts)", DefaultValueFactory = _ => "documents" };
        part.AcceptOnlyFromAmong("documents", "titles");
        Option<int> count = new("--count") { Description = "How many, in corpus order", DefaultValueFactory = _ => 64 };
        Option<string[]> against = new("--against") { Description = string.Join("; ", Baselines.All.Select(b => $"{b.Name}: {b.Description}")), DefaultValueFactory = _ => ["padded"], AllowMultipleArgumentsPerToken = true };
        against.AcceptOnlyFromAmong([.. Baselines.All.Select(b => b.Name)]);
        Option<int> pairs = new("--pairs") { Description = "How many pairs of runs", DefaultValueFactory = _ => 15 };
        Command command = new("encode", "Encode a collection's texts: the product against other ways") { corpus, part, count, against, pairs };
        command.SetAction(parsed => Run(
            Texts(parsed.GetRequiredValue(corpus), parsed.GetValue(part) == "titles", parsed.GetValue(count)),
            [.. parsed.GetRequiredValue(against).Select(Baselines.Named)], parsed.GetValue(pairs)));
        return command;
    }

    public static string Model => ModelFolders.Find("bge-small-en-v1.5");

    public static string[] Documents(string corpus, bool titles, int count) =>
        [.. BeirCollection.Open(corpus).Documents().Take(count).Select(document => titles ? document.Title : $"{document.Title}\n{document.Text}")];

    public static int[][] Texts(string corpus, bool titles, int count)
    {
        TextTokenizer tokenizer = TextTokenizer.Load(Model);
        return [.. Documents(corpus, titles, count).Select(text => tokenizer.EncodeIds(text))];
    }

    private static void Run(int[][] texts, IReadOnlyList<Baseline> baselines, int pairs)
    {
        int cores = Environment.ProcessorCount;
        long tokens = texts.Sum(text => (long)text.Length);
        Console.WriteLine(FormattableString.Invariant($"{texts.Length} texts, {tokens} tokens (mean {(double)tokens / texts.Length:F0}, longest {texts.Max(text => text.Length)}), int8, {cores} cores, {pairs} pairs"));

        using ProductEncoding product = new(Model, cores);
        float[][] expected = Embeddings(), actual = Embeddings();
        product.Encode(texts, expected);
        foreach (Baseline baseline in baselines)
        {
            using IEncoding other = baseline.Create(Model, cores);
            other.Encode(texts, actual);
            float least = expected.Zip(actual, (x, y) => TensorPrimitives.CosineSimilarity<float>(x, y)).Min();
            if (!(least >= SameEmbedding)) throw new InvalidOperationException($"{baseline.Name}: a text's embeddings differ (cosine {least})");

            PairedRatio ratio = PairedRatio.Measure(pairs, () => product.Encode(texts, expected), () => other.Encode(texts, actual));
            Console.WriteLine(FormattableString.Invariant($"\nagainst {baseline.Name}: {baseline.Description}"));
            Console.WriteLine(FormattableString.Invariant($"  product     {tokens / ratio.Candidate,8:F0} tokens/s"));
            Console.WriteLine(FormattableString.Invariant($"  {baseline.Name,-12}{tokens / ratio.Baseline,8:F0} tokens/s (least cosine to the product's {least:F3})"));
            Console.WriteLine($"  ratio       {ratio}");
        }

        float[][] Embeddings() => [.. texts.Select(_ => new float[product.Dimensions])];
    }
}
