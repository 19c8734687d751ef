using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Decoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Graphs;

/// <summary>Writes a decoder's graph from a model folder and runs it on token ids, with a cache that is extended in place.</summary>
internal sealed class DecoderRun : IDisposable
{
    private const int Capacity = 128;

    private readonly TemporaryFolder _folder = new();
    private readonly InferenceSession _session;
    private readonly List<OrtValue> _cache = [];
    private readonly List<string> _past = [], _present = [];
    private int _length;

    public DecoderRun(string modelFolder, Precision precision, bool withRouters = false)
    {
        using Checkpoint checkpoint = Checkpoint.Open(modelFolder);
        DecoderGraph.Write(checkpoint, precision, _folder.Path);
        Shape = DecoderGraph.Describe(checkpoint);
        _session = SessionFactory.Create(_folder.Path, Device.Cpu, withRouters ? DecoderGraph.RoutersFile : "model.onnx");
        for (int layer = 0; layer < Shape.Layers; layer++)
        {
            _past.AddRange([DecoderGraph.PastKeys(layer), DecoderGraph.PastValues(layer)]);
            _present.AddRange([DecoderGraph.PresentKeys(layer), DecoderGraph.PresentValues(layer)]);
        }
        long[] shape = [1, Shape.KeyValueHeads, Capacity, Shape.HeadSize];
        foreach (string _ in _past)
            _cache.Add(OrtValue.CreateTensorValueFromMemory(new float[Shape.KeyValueHeads * Capacity * Shape.HeadSize], shape));
    }

    public DecoderShape Shape { get; }

    /// <summary>Router logits of the last run, [layer][token * experts + expert], if they were requested.</summary>
    public List<float[]> Routers { get; } = [];

    /// <summary>Discards the text so far.</summary>
    public void Restart() => _length = 0;

    /// <summary>Appends tokens to the text and returns the logits after each.</summary>
    public float[][] Append(params ReadOnlySpan<int> ids)
    {
        long[] tokens = new long[ids.Length], rows = new long[ids.Length];
        for (int i = 0; i < ids.Length; i++) (tokens[i], rows[i]) = (ids[i], i);
        _length += ids.Length;
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(tokens, [1, ids.Length]);
        using OrtValue wanted = OrtValue.CreateTensorValueFromMemory(rows, [ids.Length]);
        using OrtValue last = OrtValue.CreateTensorValueFromMemory(new[] { _length - 1 }, [1]);
        using OrtValue total = OrtValue.CreateTensorValueFromMemory(new[] { _length }, []);
        float[] logits = new float[ids.Length * Shape.Vocabulary];
        using OrtValue output = OrtValue.CreateTensorValueFromMemory(logits, [ids.Length, Shape.Vocabulary]);
        using OrtIoBinding binding = _session.CreateIoBinding();
        binding.BindInput(DecoderGraph.Tokens, input);
        binding.BindInput(DecoderGraph.Rows, wanted);
        binding.BindInput(DecoderGraph.LastIndex, last);
        binding.BindInput(DecoderGraph.Total, total);
        binding.BindOutput(DecoderGraph.Logits, output);
        for (int i = 0; i < _cache.Count; i++)
        {
            binding.BindInput(_past[i], _cache[i]);
            binding.BindOutput(_present[i], _cache[i]);
        }
        Routers.Clear();
        List<OrtValue> routers = [];
        foreach (string name in _session.OutputNames.Where(name => name.StartsWith("router.", StringComparison.Ordinal)))
        {
            Routers.Add(new float[ids.Length * Shape.Experts!.Count]);
            routers.Add(OrtValue.CreateTensorValueFromMemory(Routers[^1], [ids.Length, Shape.Experts.Count]));
            binding.BindOutput(name, routers[^1]);
        }
        using RunOptions options = new();
        _session.RunWithBinding(options, binding);
        foreach (OrtValue router in routers) router.Dispose();
        return [.. logits.Chunk(Shape.Vocabulary)];
    }

    public void Dispose()
    {
        foreach (OrtValue value in _cache) value.Dispose();
        _session.Dispose();
        _folder.Dispose();
    }
}
