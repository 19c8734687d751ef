using System.Buffers;
using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Encoder.Ready;

/// <summary>Runs a ready graph, one text a run: no padding, so its mask is all ones. Pools and normalizes as the model folder says.</summary>
internal sealed class ReadySession(SharedSession session, ReadyGraph graph, EmbeddingSettings settings, int firstPosition, int threads) : IEncoderSession
{
    private readonly RunOptions _options = new();
    private readonly string[] _inputs = [.. graph.Inputs.Select(input => input.Name)];
    private readonly string[] _outputs = [graph.Output];

    public int Dimensions => graph.Size;

    public string? CacheNotice => null;

    public void Run(ReadOnlySpan<int> ids, Span<float> embedding)
    {
        OrtValue[] inputs = new OrtValue[_inputs.Length];
        try
        {
            for (int i = 0; i < inputs.Length; i++) inputs[i] = Input(graph.Inputs[i], ids);
            using IDisposableReadOnlyCollection<OrtValue> results = session.Run(_options, _inputs, inputs, _outputs);
            RequireSize(results[0], ids.Length);
            if (graph.Half) ReadHalves(results[0].GetTensorDataAsSpan<Float16>(), embedding);
            else Read(results[0].GetTensorDataAsSpan<float>(), embedding);
        }
        finally
        {
            foreach (OrtValue? input in inputs) input?.Dispose();
        }
    }

    public Task RunAllAsync(Func<int, int[]> tokensOf, float[][] embeddings, CancellationToken cancellationToken) => Parallel.ForAsync(
        0,
        embeddings.Length,
        new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken },
        (text, _) =>
        {
            Run(tokensOf(text), embeddings[text]);
            return ValueTask.CompletedTask;
        });

    public void Dispose()
    {
        session.Dispose();
        _options.Dispose();
    }

    /// <summary>A graph may leave its size open, and config.json may then be wrong about it.</summary>
    private void RequireSize(OrtValue output, int tokens)
    {
        long[] shape = output.GetTensorTypeAndShape().Shape;
        long[] expected = graph.Pooled ? [1, Dimensions] : [1, tokens, Dimensions];
        if (!shape.AsSpan().SequenceEqual(expected))
            throw new CheckpointException(graph.Path, graph.Output, $"came out as [{string.Join(", ", shape)}]; [{string.Join(", ", expected)}] was expected by config.json");
    }

    private void Read(ReadOnlySpan<float> output, Span<float> embedding)
    {
        embedding = embedding[..Dimensions];
        if (graph.Pooled) output.CopyTo(embedding);
        else Pooling.Pool(output, settings.Mode, embedding);
        if (settings.Normalize) Pooling.Normalize(embedding);
    }

    private void ReadHalves(ReadOnlySpan<Float16> output, Span<float> embedding)
    {
        float[] singles = ArrayPool<float>.Shared.Rent(output.Length);
        TensorPrimitives.ConvertToSingle(System.Runtime.InteropServices.MemoryMarshal.Cast<Float16, Half>(output), singles);
        Read(singles.AsSpan(0, output.Length), embedding);
        ArrayPool<float>.Shared.Return(singles);
    }

    private OrtValue Input((string Name, bool Wide) input, ReadOnlySpan<int> ids)
    {
        long[] shape = [1, ids.Length];
        if (!input.Wide) return OrtValue.CreateTensorValueFromMemory(Values(input.Name, ids), shape);
        return OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(Values(input.Name, ids), value => (long)value), shape);
    }

    private int[] Values(string input, ReadOnlySpan<int> ids)
    {
        int[] values = input == ReadyGraph.Tokens ? ids.ToArray() : new int[ids.Length];
        if (input == ReadyGraph.Mask) Array.Fill(values, 1);
        else if (input == ReadyGraph.Positions) for (int i = 0; i < values.Length; i++) values[i] = firstPosition + i;
        return values;
    }
}
