using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Graphs.Decoders;

namespace SearchEngine.Generator.Caching;

/// <summary>A run's inputs and logits for a given number of new tokens, bound to a cache once; what changes between runs are only the numbers in the buffers.</summary>
internal sealed class StepBinding : IDisposable
{
    private readonly List<OrtValue> _values = [];

    /// <param name="binding">Bound to the cache's keys and values already.</param>
    /// <param name="memory">The buffers.</param>
    /// <param name="tokens">New tokens of a run.</param>
    /// <param name="rows">The last rows whose logits are wanted: all, or one.</param>
    /// <param name="vocabulary">Logits of a row.</param>
    public StepBinding(OrtIoBinding binding, StepArrays memory, int tokens, int rows, int vocabulary)
    {
        Binding = binding;
        binding.BindInput(DecoderGraph.Tokens, Keep(memory.Tokens.AsMemory(0, tokens), [1, tokens]));
        // The rows wanted are the last ones, and the list counts up from 0.
        binding.BindInput(DecoderGraph.Rows, Keep(memory.Rows.AsMemory(tokens - rows, rows), [rows]));
        binding.BindInput(DecoderGraph.LastIndex, Keep(memory.LastIndex.AsMemory(), [1]));
        binding.BindInput(DecoderGraph.Total, Keep(memory.Total.AsMemory(), []));
        binding.BindOutput(DecoderGraph.Logits, Keep(memory.Logits.AsMemory(0, rows * vocabulary), [rows, vocabulary]));
    }

    public OrtIoBinding Binding { get; }

    public void Dispose()
    {
        Binding.Dispose();
        foreach (OrtValue value in _values) value.Dispose();
    }

    private OrtValue Keep<T>(Memory<T> memory, long[] shape) where T : unmanaged
    {
        OrtValue value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory, shape);
        _values.Add(value);
        return value;
    }
}

/// <summary>The arrays behind a cache's runs.</summary>
internal sealed class StepArrays(int maxRows, int vocabulary)
{
    /// <summary>Tokens of a text that are read at once.</summary>
    public const int ChunkSize = 512;

    public long[] Tokens { get; } = new long[ChunkSize];

    public long[] Rows { get; } = [.. Enumerable.Range(0, ChunkSize).Select(row => (long)row)];

    public int[] LastIndex { get; } = new int[1];

    public int[] Total { get; } = new int[1];

    public float[] Logits { get; } = new float[maxRows * vocabulary];

    /// <summary>Sets what a run reads.</summary>
    /// <param name="tokens">The new tokens.</param>
    /// <param name="length">Tokens of the text before them.</param>
    public void Set(ReadOnlySpan<int> tokens, int length)
    {
        for (int i = 0; i < tokens.Length; i++) Tokens[i] = tokens[i];
        Total[0] = length + tokens.Length;
        LastIndex[0] = Total[0] - 1;
    }
}
