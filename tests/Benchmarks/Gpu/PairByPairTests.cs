using SearchEngine.Benchmarks.Gpu;
using SearchEngine.Benchmarks.Reranking;
using SearchEngine.Reranker;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Benchmarks.Tests.Gpu;

/// <summary>Checks that the baseline is correct, in float16 on the CPU.</summary>
public sealed class PairByPairTests
{
    [Fact]
    public void Compare_WithTheProduct_FindsTheSameScores()
    {
        string folder = Path.Combine(Repository.Fixtures, "models", "bert-cross-encoder");
        PassageScoring scoring = new(RandomPassages.Query, [.. RandomPassages.Create(6)]);
        using CrossEncoder single = PairByPair.Load(folder, Device.Cpu);
        using CrossEncoder product = CrossEncoder.Load(folder, new CrossEncoderOptions { Precision = Precision.Float32 });

        (PairedRatio ratio, float difference) = scoring.Compare(
            1,
            0.05f,
            scores => scoring.Rerank(product, scores),
            "one pair a run",
            scores => scoring.Rerank(single, scores));

        Assert.InRange(difference, 0, 0.05f);
        Assert.True(ratio.Candidate > 0 && ratio.Baseline > 0);
    }

    [Fact]
    public void Compare_OtherScores_AreRefused()
    {
        PassageScoring scoring = new("", [""]);
        Assert.Contains(
            "differ",
            Assert.Throws<InvalidOperationException>(
                () => scoring.Compare(1, 0.05f, scores => scores[0] = 1, "other", scores => scores[0] = 2)).Message,
            StringComparison.Ordinal);
    }
}
