using System.CommandLine;
using SearchEngine.Evaluation.Collections;
using SearchEngine.Models;
using SearchEngine.Reranker;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Benchmarks.Reranking;

/// <summary><c>benchmarks rerank</c>: the product's re-ranker against the bare session on the same tokens, and against padded batches.</summary>
internal static class RerankBenchmark
{
    private const int BatchSize = 32;

    /// <summary>All ways must compute the same thing, but for 8-bit activations that share a scale within a batch.</summary>
    private const float SameScore = 1.5f;

    public static Command Create()
    {
        Argument<string> corpus = new("DIR") { Description = "A collection in BEIR layout" };
        Option<int> count = new("--passages") { Description = "How many passages of 60 to 220 tokens, in corpus order", DefaultValueFactory = _ => 50 };
        Option<int> pairs = new("--pairs") { Description = "How many pairs of runs", DefaultValueFactory = _ => 15 };
        Command command = new("rerank", "Re-rank passages: the product against the bare session and padded batches") { corpus, count, pairs };
        command.SetAction(parsed => Run(BeirCollection.Open(parsed.GetRequiredValue(corpus)), parsed.GetValue(count), parsed.GetValue(pairs)));
        return command;
    }

    private static void Run(BeirCollection collection, int count, int pairs)
    {
        string folder = ModelFolders.Find("reranker-mini-v1");
        TextTokenizer tokenizer = TextTokenizer.Load(folder);
        PassageScoring scoring = PassageScoring.Of(collection, tokenizer, count);
        TokenizedText[] tokens = scoring.Tokenize(tokenizer);
        Console.WriteLine(FormattableString.Invariant($"{tokens.Length} passages, {tokens.Sum(pair => pair.Ids.Length)} tokens (longest {tokens.Max(pair => pair.Ids.Length)}), int8, {Environment.ProcessorCount} cores, {pairs} pairs"));

        using CrossEncoder product = CrossEncoder.Load(folder);
        using BareSession bare = new(folder);
        Compare("bare session", "one pair a run, tokens made before, longest first, a caller a core", scores => bare.Score(tokens, scores));
        using PaddedPairs padded = new(folder, BatchSize);
        Compare("padded", "padded batches of 32 in the order they come, plain graph, ONNX Runtime's threads, tokens made before", scores => padded.Score(tokens, scores));

        void Compare(string name, string description, Action<float[]> other)
        {
            (PairedRatio ratio, float most) = scoring.Compare(pairs, SameScore, scores => scoring.Rerank(product, scores), name, other);
            Console.WriteLine(FormattableString.Invariant($"\nagainst {name}: {description}"));
            Console.WriteLine(FormattableString.Invariant($"  product  {1e3 * ratio.Candidate,7:F1} ms, {name} {1e3 * ratio.Baseline:F1} ms (greatest difference of a score {most:F3})"));
            Console.WriteLine($"  ratio    {ratio} as fast");
        }
    }
}
