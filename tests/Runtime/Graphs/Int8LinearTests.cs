using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Graphs;

public sealed class Int8LinearTests : IDisposable
{
    private const int Inputs = 256;
    private const int Outputs = 3;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The largest weights and activations are the first for which sums of products saturate.</summary>
    [Fact]
    public void Apply_LargestWeightsAndActivations_DoNotSaturate() => AssertSums(Int8WeightRange.Current);

    /// <summary>The weights of a machine without VNNI, tested on every machine.</summary>
    [Fact]
    public void Apply_SevenBits_ReturnsTheSameSums() => AssertSums(Int8WeightRange.WithoutVnni);

    [Fact]
    public void WithoutVnni_PairOfLargestProducts_FitsInSixteenBits()
    {
        Assert.True(2 * byte.MaxValue * Int8WeightRange.WithoutVnni <= short.MaxValue);
        Assert.True(2 * byte.MaxValue * (Int8WeightRange.WithoutVnni + 2) > short.MaxValue);
    }

    private void AssertSums(int largest)
    {
        float[] weight = [.. Enumerable.Range(0, Outputs * Inputs).Select(i => (i / Inputs) switch { 0 => 1f, 1 => -1f, _ => 0.5f })];
        float[] bias = [0, 1, 2];
        float[] activations = [.. Enumerable.Range(0, Inputs).Select(i => i == 0 ? -1f : 1f)];

        float[] result = Run(new Int8Linear(largest), weight, bias, activations);

        float sum = Inputs - 2;
        float[] expected = [sum, 1 - sum, 2 + sum / 2];
        for (int i = 0; i < Outputs; i++) Assert.Equal(expected[i], result[i], 0.02f * sum);
    }

    private float[] Run(Int8Linear form, float[] weight, float[] bias, float[] activations)
    {
        using (Checkpoint checkpoint = Checkpoint.Open(Path.Combine(Repository.Fixtures, "models", "bert")))
        using (GraphBuilder graph = new(checkpoint, Precision.Int8, _folder.Path))
        {
            Value x = graph.Input("x", OnnxType.Float, 1, 1, Inputs);
            graph.Output("y", form.CreateLayer(graph, "linear", weight, Outputs, bias)(x), 1, 1, Outputs);
            graph.Save("linear");
        }
        using InferenceSession session = SessionFactory.Create(_folder.Path, Device.Cpu);
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(activations, [1, 1, Inputs]);
        using RunOptions options = new();
        using IDisposableReadOnlyCollection<OrtValue> results = session.Run(options, ["x"], [input], ["y"]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
