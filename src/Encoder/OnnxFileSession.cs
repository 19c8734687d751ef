using System.Buffers;
using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Encoder;

/// <summary>
/// Runs an ONNX file, one text at a time: there is no padding, so that the attention mask is all ones. Pools and normalizes as the model
/// folder specifies.
/// </summary>
internal sealed class OnnxFileSession(
    SharedSession session, OnnxFileGraph graph, EmbeddingSettings settings, int firstPosition, int threads) : IEncoderSession
{
    private readonly RunOptions _options = new();
    private readonly string[] _inputs = [.. graph.Inputs.Select(input => input.Name)];
    private readonly string[] _outputs = [graph.Output];

    public int Dimensions => graph.Dimensions;

    public string? CacheNotice => null;

    public void Run(ReadOnlySpan<int> ids, Span<float> embedding)
    {
        OrtValue[] inputs = new OrtValue[_inputs.Length];
        try
        {
            for (int i = 0; i < inputs.Length; i++) inputs[i] = CreateInput(graph.Inputs[i], ids);
            using IDisposableReadOnlyCollection<OrtValue> results = session.Run(_options, _inputs, inputs, _outputs);
            ValidateShape(results[0], ids.Length);
            if (graph.IsFloat16) ReadFloat16(results[0].GetTensorDataAsSpan<Float16>(), embedding);
            else ReadEmbedding(results[0].GetTensorDataAsSpan<float>(), embedding);
        }
        finally
        {
            foreach (OrtValue? input in inputs) input?.Dispose();
        }
    }

    public Task RunAllAsync(Func<int, int[]> getTokens, float[][] embeddings, CancellationToken cancellationToken) => Parallel.ForAsync(
        0,
        embeddings.Length,
        new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken },
        (text, _) =>
        {
            Run(getTokens(text), embeddings[text]);
            return ValueTask.CompletedTask;
        });

    public void Dispose()
    {
        session.Dispose();
        _options.Dispose();
    }

    /// <summary>Checks the shape of the output, because the graph may have a dynamic size and config.json may be wrong.</summary>
    private void ValidateShape(OrtValue output, int tokens)
    {
        long[] shape = output.GetTensorTypeAndShape().Shape;
        long[] expected = graph.IsPooled ? [1, Dimensions] : [1, tokens, Dimensions];
        if (shape.AsSpan().SequenceEqual(expected)) return;
        throw new CheckpointException(
            graph.Path,
            graph.Output,
            $"has shape [{string.Join(", ", shape)}], but config.json requires [{string.Join(", ", expected)}]");
    }

    private void ReadEmbedding(ReadOnlySpan<float> output, Span<float> embedding)
    {
        embedding = embedding[..Dimensions];
        if (graph.IsPooled) output.CopyTo(embedding);
        else Pooling.Pool(output, settings.Mode, embedding);
        if (settings.Normalize) Pooling.Normalize(embedding);
    }

    private void ReadFloat16(ReadOnlySpan<Float16> output, Span<float> embedding)
    {
        float[] singles = ArrayPool<float>.Shared.Rent(output.Length);
        TensorPrimitives.ConvertToSingle(System.Runtime.InteropServices.MemoryMarshal.Cast<Float16, Half>(output), singles);
        ReadEmbedding(singles.AsSpan(0, output.Length), embedding);
        ArrayPool<float>.Shared.Return(singles);
    }

    private OrtValue CreateInput((string Name, bool IsInt64) input, ReadOnlySpan<int> ids)
    {
        long[] shape = [1, ids.Length];
        if (!input.IsInt64) return OrtValue.CreateTensorValueFromMemory(CreateValues(input.Name, ids), shape);
        return OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(CreateValues(input.Name, ids), value => (long)value), shape);
    }

    private int[] CreateValues(string input, ReadOnlySpan<int> ids)
    {
        int[] values = input == OnnxFileGraph.InputIds ? ids.ToArray() : new int[ids.Length];
        if (input == OnnxFileGraph.AttentionMask) Array.Fill(values, 1);
        else if (input == OnnxFileGraph.PositionIds) for (int i = 0; i < values.Length; i++) values[i] = firstPosition + i;
        return values;
    }
}
