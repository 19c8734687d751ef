using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tests.Checkpoints;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Graphs;

/// <summary>No fixture has a stacked layer with biases, which ModernBERT and Nomic BERT may have.</summary>
public sealed class StackedLinearTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Three layers with two inputs and two outputs; the input makes every sum a different number.</summary>
    [Theory]
    [InlineData(true, 0, 21, 43)]
    [InlineData(true, 1, 65, 87)]
    [InlineData(true, 2, 109, 131)]
    [InlineData(false, 0, 21, 43)]
    [InlineData(false, 2, 109, 131)]
    public void Apply_OnePart_UsesItsRowsAndBiases(bool bias, int part, float first, float second)
    {
        float[] weights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], biases = [100, 200, 300, 400, 500, 600];
        _folder.Write("config.json", "{}");
        SafetensorsWriter.Write(_folder["model.safetensors"], [Tensor("qkv.weight", weights, 6, 2), Tensor("qkv.bias", biases, 6)]);

        float[] result = Run(part, bias);

        float[] added = bias ? biases[(2 * part)..(2 * part + 2)] : [0, 0];
        Assert.Equal([first + added[0], second + added[1]], result);
    }

    private static StoredTensor Tensor(string name, float[] values, params long[] shape) =>
        new(name, "F32", shape, MemoryMarshal.AsBytes<float>(values).ToArray());

    private float[] Run(int part, bool bias)
    {
        using (Checkpoint checkpoint = Checkpoint.Open(_folder.Path))
        using (GraphBuilder graph = new(checkpoint, Precision.Float32, _folder.Path))
        {
            Value x = graph.Input("x", OnnxType.Float, 1, 1, 2);
            graph.Output("y", graph.StackedLinear(x, "qkv", inputs: 2, outputs: 2, part, parts: 3, bias), 1, 1, 2);
            graph.Save("stacked");
        }
        using InferenceSession session = SessionFactory.Create(_folder.Path, Device.Cpu);
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 10 }, [1, 1, 2]);
        using RunOptions options = new();
        using IDisposableReadOnlyCollection<OrtValue> results = session.Run(options, ["x"], [input], ["y"]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
