using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Tests.Checkpoints;
using SearchEngine.Tests;

namespace SearchEngine.Reranker.Tests.Packing;

/// <summary>Tests weights so large that their sum is not finite: refused in packed rows and in separate runs.</summary>
public sealed class DamagedModelTests : IDisposable
{
    private const string Question = "how long is the life of a flea";

    private static readonly string[] Passages = ["A flea can live up to a year.", "A flea.", "Its usual life is two months."];

    private readonly TemporaryFolder _folder = new();

    public DamagedModelTests()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Fixtures, "models", "bert-cross-encoder")))
        {
            File.Copy(file, _folder[Path.GetFileName(file)]);
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("classifier.weight", 1, CrossEncoderGraph.Score)]
    [InlineData("qa_outputs.weight", 2, CrossEncoderGraph.Spans)]
    public async Task Rerank_NonFiniteResult_ThrowsAndReportsTensor(string damaged, int outputs, string tensor)
    {
        const int Hidden = 64;
        string weights = _folder["model.safetensors"];
        StoredTensor[] whole = [.. SafetensorsWriter.Read(weights).Where(stored => stored.Name != damaged)];
        StoredTensor bias = new("qa_outputs.bias", "F32", [2], new byte[2 * sizeof(float)]);
        StoredTensor overflowing = new(
            damaged,
            "F32",
            [outputs, Hidden],
            [.. Enumerable.Repeat(BitConverter.GetBytes(float.MaxValue), outputs * Hidden).SelectMany(bytes => bytes)]);
        SafetensorsWriter.Write(weights, outputs == 1 ? [.. whole, overflowing] : [.. whole, overflowing, bias]);

        using PackedCrossEncoder packed = new(_folder.Path, Precision.Float32);
        using CrossEncoder cpu = CrossEncoder.Load(_folder.Path, new CrossEncoderOptions { Precision = Precision.Float32 });
        foreach (CrossEncoder model in (CrossEncoder[])[packed.Model, cpu])
        {
            CheckpointException exception = await Assert.ThrowsAsync<CheckpointException>(
                () => model.RerankAsync(Question, Passages, default, TestContext.Current.CancellationToken));
            Assert.Contains(tensor, exception.Message, StringComparison.Ordinal);
            Assert.Contains("is not a number", exception.Message, StringComparison.Ordinal);
        }
    }
}
