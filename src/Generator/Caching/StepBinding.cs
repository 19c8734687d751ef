using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Graphs.Decoders;

namespace SearchEngine.Generator.Caching;

/// <summary>
/// The bound inputs and outputs of a run of a given number of new tokens. It is created once; between runs only the buffers change.
/// </summary>
internal sealed class StepBinding : IDisposable
{
    private readonly List<OrtValue> _values = [];

    /// <param name="binding">A binding that already contains the keys and values.</param>
    /// <param name="arrays">The buffers.</param>
    /// <param name="tokens">The number of new tokens of a run.</param>
    /// <param name="rows">The number of last tokens to compute logits for.</param>
    /// <param name="vocabulary">The number of logits of a row.</param>
    public StepBinding(OrtIoBinding binding, StepArrays arrays, int tokens, int rows, int vocabulary)
    {
        Binding = binding;
        binding.BindInput(DecoderGraph.Tokens, Track(arrays.Tokens.AsMemory(0, tokens), [1, tokens]));
        // The rows are numbered from 0, and the last ones are selected.
        binding.BindInput(DecoderGraph.Rows, Track(arrays.Rows.AsMemory(tokens - rows, rows), [rows]));
        binding.BindInput(DecoderGraph.LastIndex, Track(arrays.LastIndex.AsMemory(), [1]));
        binding.BindInput(DecoderGraph.Total, Track(arrays.Total.AsMemory(), []));
        binding.BindOutput(DecoderGraph.Logits, Track(arrays.Logits.AsMemory(0, rows * vocabulary), [rows, vocabulary]));
    }

    public OrtIoBinding Binding { get; }

    public void Dispose()
    {
        Binding.Dispose();
        foreach (OrtValue value in _values) value.Dispose();
    }

    private OrtValue Track<T>(Memory<T> memory, long[] shape) where T : unmanaged
    {
        OrtValue value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory, shape);
        _values.Add(value);
        return value;
    }
}

/// <summary>The input and output buffers of the runs of a cache.</summary>
internal sealed class StepArrays(int maxRows, int vocabulary)
{
    /// <summary>The maximum number of tokens of a run.</summary>
    public const int ChunkSize = 512;

    public long[] Tokens { get; } = new long[ChunkSize];

    public long[] Rows { get; } = [.. Enumerable.Range(0, ChunkSize).Select(row => (long)row)];

    public int[] LastIndex { get; } = new int[1];

    public int[] Total { get; } = new int[1];

    public float[] Logits { get; } = new float[maxRows * vocabulary];

    /// <summary>Sets the input of a run.</summary>
    /// <param name="tokens">The new tokens.</param>
    /// <param name="length">The number of tokens before them.</param>
    public void Set(ReadOnlySpan<int> tokens, int length)
    {
        for (int i = 0; i < tokens.Length; i++) Tokens[i] = tokens[i];
        Total[0] = length + tokens.Length;
        LastIndex[0] = Total[0] - 1;
    }
}
