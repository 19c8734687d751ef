using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using SearchEngine.Runtime.Graphs.Decoders;
using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Generator.Caching;

/// <summary>The keys and values of the tokens of a text, in a buffer that the graph reads and updates in place.</summary>
internal sealed unsafe class KeyValueBuffer : IDisposable
{
    private readonly float* _buffer;
    private readonly List<(string Past, string Present, OrtValue Value)> _layers = [];

    /// <param name="shape">The shape of the decoder.</param>
    /// <param name="capacity">The maximum number of tokens.</param>
    public KeyValueBuffer(DecoderShape shape, int capacity)
    {
        long size = (long)shape.KeyValueHeads * capacity * shape.HeadSize;
        // Zeroed pages take no memory until they are written, so that a cache takes only as much as its text.
        _buffer = (float*)NativeMemory.AllocZeroed((nuint)(2 * shape.Layers * size), sizeof(float));
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            _layers.Add((DecoderGraph.PastKeys(layer), DecoderGraph.PresentKeys(layer), Wrap(2 * layer)));
            _layers.Add((DecoderGraph.PastValues(layer), DecoderGraph.PresentValues(layer), Wrap(2 * layer + 1)));
        }

        OrtValue Wrap(int index) => OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance,
            TensorElementType.Float,
            [1, shape.KeyValueHeads, capacity, shape.HeadSize],
            (nint)(_buffer + index * size),
            size * sizeof(float));
    }

    /// <summary>Binds the buffer to a run as both input and output.</summary>
    public void Bind(OrtIoBinding binding)
    {
        foreach ((string past, string present, OrtValue value) in _layers)
        {
            binding.BindInput(past, value);
            binding.BindOutput(present, value);
        }
    }

    public void Dispose()
    {
        foreach ((_, _, OrtValue value) in _layers) value.Dispose();
        NativeMemory.Free(_buffer);
    }
}
