using System.CommandLine;
using SearchEngine.Evaluation.Collections;
using SearchEngine.Models;
using SearchEngine.Reranker;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Benchmarks.Reranking;

/// <summary>
/// <c>benchmarks rerank</c>: the product's re-ranker against the bare session on the same tokens, and against padded
/// batches.
/// </summary>
internal static class RerankBenchmark
{
    private const int BatchSize = 32;

    /// <summary>Maximum difference between both scores of a passage: the 8-bit activations of a batch share a scale.</summary>
    private const float SameScore = 1.5f;

    public static Command Create()
    {
        Argument<string> corpus = CommonArguments.CreateCollection();
        Option<int> count = new("--passages")
        {
            Description = "Number of passages of 60 to 220 tokens, in corpus order",
            DefaultValueFactory = _ => 50,
        };
        Option<int> pairs = CommonArguments.CreatePairs(15);
        Command command = new("rerank", "Re-rank passages: the product against the bare session and padded batches")
        {
            corpus,
            count,
            pairs,
        };
        command.SetAction(
            parsed => Run(BeirCollection.Open(parsed.GetRequiredValue(corpus)), parsed.GetValue(count), parsed.GetValue(pairs)));
        return command;
    }

    private static void Run(BeirCollection collection, int count, int pairs)
    {
        string folder = ModelFolders.Find("reranker-mini-v1");
        TextTokenizer tokenizer = TextTokenizer.Load(folder);
        PassageScoring scoring = PassageScoring.FromCollection(collection, tokenizer, count);
        TokenizedText[] tokens = scoring.Tokenize(tokenizer);
        int[] lengths = [.. tokens.Select(pair => pair.Ids.Length)];
        Console.WriteLine(
            $"{tokens.Length} passages, {lengths.Sum()} tokens (longest {lengths.Max()}), int8, {Environment.ProcessorCount} cores, "
                + $"{pairs} pairs");

        using CrossEncoder product = CrossEncoder.Load(folder);
        using BareSession bare = new(folder);
        Compare(
            "bare session",
            "one pair per run, tokenized before, longest first, one thread per core",
            scores => bare.Score(tokens, scores));
        using PaddedPairs padded = new(folder, BatchSize);
        Compare(
            "padded",
            "padded batches of 32 in their order, plain graph, ONNX Runtime's threads, tokenized before",
            scores => padded.Score(tokens, scores));

        void Compare(string name, string description, Action<float[]> other)
        {
            (PairedRatio ratio, float maximum) = scoring.Compare(pairs, SameScore, scores => scoring.Rerank(product, scores), name, other);
            Console.WriteLine($"\nagainst {name}: {description}");
            Console.WriteLine(
                $"  product  {1e3 * ratio.Candidate,7:F1} ms, {name} {1e3 * ratio.Baseline:F1} ms (largest difference of a score "
                    + $"{maximum:F3})");
            Console.WriteLine($"  ratio    {ratio} as fast");
        }
    }
}
