using SearchEngine.Benchmarks.Answering;
using SearchEngine.Tests;

namespace SearchEngine.Benchmarks.Tests.Answering;

public sealed class ReliabilityBinTests
{
    /// <summary>A bin includes its lower bound, and the last bin includes 1. Empty bins are omitted.</summary>
    [Fact]
    public void Create_ChancesAtAndBetweenEdges_CountsEachOnce()
    {
        ReliabilityBin[] bins = ReliabilityBin.Create([(1, true), (0.95, true), (0.1, false), (0.15, true), (0.05, false)]);
        Assert.Equal([new ReliabilityBin(0.05, 0, 1), new ReliabilityBin(0.125, 0.5, 2), new ReliabilityBin(0.975, 1, 2)], bins);
    }

    [Fact]
    public void Draw_TwoSets_WritesAPng()
    {
        using TemporaryFolder folder = new();
        ReliabilityPicture.Draw(
            [("one", [new ReliabilityBin(0.2, 0.1, 30)]), ("other", [new ReliabilityBin(0.7, 0.8, 3)])],
            0.4,
            folder["gate.png"]);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(folder["gate.png"])[..4]);
    }
}
