using SearchEngine.Benchmarks.Reranking;
using SearchEngine.Evaluation.Collections;
using SearchEngine.Models;
using SearchEngine.Reranker;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Benchmarks.Gpu;

/// <summary>Re-ranks on a GPU: the product's packed rows against one pair per run. Both include tokenization, as in a query.</summary>
internal static class GpuReranking
{
    private const int Passages = 50;

    /// <summary>Maximum difference between both scores of a passage: float16 sums depend on their order.</summary>
    private const float SameScore = 0.05f;

    public static void Measure(string? corpus, int pairs)
    {
        string folder = ModelFolders.Find("reranker-mini-v1");
        TextTokenizer tokenizer = TextTokenizer.Load(folder);
        PassageScoring scoring = corpus is null
            ? new PassageScoring(RandomPassages.Query, RandomPassages.Create(Passages))
            : PassageScoring.FromCollection(BeirCollection.Open(corpus), tokenizer, Passages);
        TokenizedText[] tokens = scoring.Tokenize(tokenizer);
        Console.WriteLine(
            $"\nre-ranking {(corpus is null ? "random words: " : "")}{tokens.Length} passages, "
                + $"{tokens.Sum(pair => pair.Ids.Length)} tokens (longest {tokens.Max(pair => pair.Ids.Length)}), float16 on CUDA, "
                + $"{Environment.ProcessorCount} cores, {pairs} pairs");

        using CrossEncoder packed = CrossEncoder.Load(folder, new CrossEncoderOptions { Device = Device.Cuda });
        using CrossEncoder single = PairByPair.Load(folder);
        (PairedRatio ratio, float maximum) = scoring.Compare(
            pairs, SameScore, scores => scoring.Rerank(packed, scores), "one pair a run", scores => scoring.Rerank(single, scores));
        Console.WriteLine(
            $"  packed in a row {1e3 * ratio.Candidate:F1} ms, one pair per run {1e3 * ratio.Baseline:F1} ms for {tokens.Length} "
                + $"passages (largest difference of a score {maximum:F3})");
        Console.WriteLine($"  packed is faster by {ratio}");
    }
}
