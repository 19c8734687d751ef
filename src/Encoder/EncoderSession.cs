using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Encoder;

/// <summary>
/// An encoder on the CPU: concurrent callers share a session, in which each text is a run on one core with separate buffers. A second
/// session for groups of short texts is created once it pays off. Disposal waits for the runs in progress.
/// </summary>
internal sealed class EncoderSession : IEncoderSession
{
    private static readonly string[] Outputs = [EncoderGraph.Embedding];

    private readonly CachedGraph _graph;
    private readonly SharedSession _session;
    private readonly GroupSession _groups;
    private readonly string[] _inputs;
    private readonly RunOptions _options = new();
    private readonly ConcurrentBag<Buffers> _idleBuffers = [];
    private readonly long[] _positions;
    private readonly long[] _segments;
    private readonly int _threads;

    private EncoderSession(CachedGraph graph, SharedSession session, EncoderModel model, int threads)
    {
        (_graph, _session, _threads) = (graph, session, threads);
        _groups = new GroupSession(graph.Folder, model.Shape);
        Dimensions = model.Shape.Hidden;
        _inputs = model.Shape.HasSegments
            ? [EncoderInputNames.Tokens, EncoderInputNames.Positions, EncoderInputNames.Segments]
            : [EncoderInputNames.Tokens, EncoderInputNames.Positions];
        _positions = [.. Enumerable.Range(model.Shape.FirstPosition, model.MaxTokens)];
        _segments = new long[model.MaxTokens];
    }

    public int Dimensions { get; }

    public string? CacheNotice => _graph.Notice;

    public bool UsesGroups => _groups.IsCreated;

    /// <summary>Loads an encoder in the form that is best for the device: single texts on the CPU, packed rows on a GPU.</summary>
    /// <exception cref="ArgumentException">8-bit weights are requested on a GPU.</exception>
    public static IEncoderSession Create(
        Checkpoint checkpoint, EmbeddingSettings settings, EncoderModel model, EncoderOptions options, Device device)
    {
        EncoderOutput output = device == Device.Cuda ? EncoderOutput.PackedEmbeddings : EncoderOutput.Embedding;
        Precision precision = DevicePrecision.Choose(device, options.Precision);
        GraphKey key = GraphKey.ForEncoder(checkpoint, settings, output, precision, device);
        CachedGraph graph = options.Cache.GetOrWrite(
            key, stagingFolder => EncoderGraph.Write(checkpoint, settings, output, precision, stagingFolder));
        try
        {
            SharedSession session = SharedSession.Open(graph.Folder, device, () => SessionFactory.Create(graph.Folder, device));
            return device == Device.Cuda
                ? new PackedSession(graph, session, model, RowBudget.Default)
                : new EncoderSession(graph, session, model, options.Threads);
        }
        catch
        {
            graph.Dispose();
            throw;
        }
    }

    public void Run(ReadOnlySpan<int> ids, Span<float> embedding)
    {
        Buffers buffers = _idleBuffers.TryTake(out Buffers? idle) ? idle : new Buffers(_positions.Length, Dimensions);
        Run(ids, buffers);
        buffers.Embedding.CopyTo(embedding);
        _idleBuffers.Add(buffers);
    }

    /// <summary>Returns whether a text of the given length should be encoded in a group.</summary>
    public bool AcceptsForGroup(int tokens) => _groups.Accepts(tokens);

    /// <summary>Encodes <see cref="GroupSession.Size"/> texts that <see cref="AcceptsForGroup"/> accepted.</summary>
    public void RunGroup(ReadOnlySpan<int[]> texts, ReadOnlySpan<float[]> embeddings)
    {
        float[] results = _groups.Run(_options, texts);
        for (int text = 0; text < embeddings.Length; text++) results.AsSpan(text * Dimensions, Dimensions).CopyTo(embeddings[text]);
    }

    public Task RunAllAsync(Func<int, int[]> getTokens, float[][] embeddings, CancellationToken cancellationToken) =>
        BatchEncoder.RunAsync(this, _threads, getTokens, embeddings, cancellationToken);

    public void Dispose()
    {
        _session.Dispose();
        _groups.Dispose();
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
