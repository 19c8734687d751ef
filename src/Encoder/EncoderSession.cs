using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Encoder;

/// <summary>
/// One session that any number of callers run at once, each on a core of its own with buffers of its own.
/// </summary>
internal sealed class EncoderSession : IEncoderSession
{
    private static readonly string[] Outputs = [EncoderGraph.Embedding];

    private readonly CachedGraph _graph;
    private readonly SharedSession _session;
    private readonly string[] _inputs;
    private readonly RunOptions _options = new();
    private readonly ConcurrentBag<Buffers> _idle = [];
    private readonly long[] _positions;
    private readonly long[] _segments;

    private EncoderSession(CachedGraph graph, SharedSession session, EncoderModel model)
    {
        (_graph, _session) = (graph, session);
        Dimensions = model.Shape.Hidden;
        _inputs = model.Shape.HasSegments ? [EncoderGraph.Tokens, EncoderGraph.Positions, EncoderGraph.Segments] : [EncoderGraph.Tokens, EncoderGraph.Positions];
        _positions = [.. Enumerable.Range(model.Shape.FirstPosition, model.MaxTokens)];
        _segments = new long[model.MaxTokens];
    }

    public int Dimensions { get; }

    public string? CacheNotice => _graph.Notice;

    public static EncoderSession Create(Checkpoint checkpoint, EmbeddingSettings settings, EncoderModel model, EncoderOptions options, Device device)
    {
        GraphKey key = GraphKey.For(checkpoint, settings, EncoderOutput.Embedding, options.Precision, device);
        CachedGraph graph = options.Cache.GetOrWrite(key, draft => EncoderGraph.Write(checkpoint, settings, EncoderOutput.Embedding, options.Precision, draft));
        try
        {
            return new EncoderSession(graph, SharedSession.Open(graph.Folder, device, () => SessionFactory.Create(graph.Folder, device)), model);
        }
        catch
        {
            graph.Dispose();
            throw;
        }
    }

    public void Run(ReadOnlySpan<int> ids, Span<float> embedding)
    {
        Buffers buffers = _idle.TryTake(out Buffers? spare) ? spare : new Buffers(_positions.Length, Dimensions);
        Run(ids, buffers);
        buffers.Embedding.CopyTo(embedding);
        _idle.Add(buffers);
    }

    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
        _graph.Dispose();
    }

    private void Run(ReadOnlySpan<int> ids, Buffers buffers)
    {
        for (int i = 0; i < ids.Length; i++) buffers.Tokens[i] = ids[i];
        long[] shape = [1, ids.Length];
        OrtMemoryInfo memory = OrtMemoryInfo.DefaultInstance;
        using OrtValue tokens = OrtValue.CreateTensorValueFromMemory(memory, buffers.Tokens.AsMemory(0, ids.Length), shape);
        using OrtValue positions = OrtValue.CreateTensorValueFromMemory(memory, _positions.AsMemory(0, ids.Length), shape);
        using OrtValue segments = OrtValue.CreateTensorValueFromMemory(memory, _segments.AsMemory(0, ids.Length), shape);
        using OrtValue embedding = OrtValue.CreateTensorValueFromMemory(memory, buffers.Embedding.AsMemory(), [1, Dimensions]);
        OrtValue[] inputs = _inputs.Length == 3 ? [tokens, positions, segments] : [tokens, positions];
        _session.Run(_options, _inputs, inputs, Outputs, [embedding]);
    }

    private sealed class Buffers(int tokens, int dimensions)
    {
        public long[] Tokens { get; } = new long[tokens];

        public float[] Embedding { get; } = new float[dimensions];
    }
}
