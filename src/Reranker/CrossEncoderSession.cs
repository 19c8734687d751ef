using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Reranker;

/// <summary>
/// A cross-encoder on the CPU: concurrent callers share a session, in which each pair is a run on one core with separate buffers. Disposal
/// waits for the runs in progress.
/// </summary>
internal sealed class CrossEncoderSession : ICrossEncoderSession
{
    // Fewer would leave cores idle at the end of each batch, more would exceed the time limit.
    private const int PassagesPerThread = 4;

    private readonly CachedGraph _graph;
    private readonly SharedSession _session;
    private readonly CrossEncoderShape _shape;
    private readonly LogitReader _reader;
    private readonly string[] _inputs;
    private readonly string[] _outputs;
    private readonly RunOptions _options = new();
    private readonly ConcurrentBag<PairBuffers> _idleBuffers = [];

    /// <param name="graph">The graph of a single pair, disposed by this session.</param>
    /// <param name="session">The session of the graph, disposed by this session.</param>
    /// <param name="shape">The model's shape.</param>
    /// <param name="reader">Converts the output to scores.</param>
    /// <param name="threads">The number of parallel runs.</param>
    public CrossEncoderSession(CachedGraph graph, SharedSession session, CrossEncoderShape shape, LogitReader reader, int threads)
    {
        (_graph, _session, _shape, _reader) = (graph, session, shape, reader);
        _inputs = shape.Encoder.HasSegments
            ? [EncoderInputNames.Tokens, EncoderInputNames.Positions, EncoderInputNames.Segments]
            : [EncoderInputNames.Tokens, EncoderInputNames.Positions];
        _outputs = shape.HasSpans ? [CrossEncoderGraph.Score, CrossEncoderGraph.Spans] : [CrossEncoderGraph.Score];
        BatchPlan = new BatchPlan(threads, PassagesPerThread * threads, GuaranteedPassages: threads);
    }

    public string? CacheNotice => _graph.Notice;

    public BatchPlan BatchPlan { get; }

    /// <summary>Loads a cross-encoder in the form that is best for the device: single pairs on the CPU, packed rows on a GPU.</summary>
    /// <exception cref="ArgumentException">8-bit weights are requested on a GPU.</exception>
    public static ICrossEncoderSession Create(
        Checkpoint checkpoint, CrossEncoderShape shape, LogitReader reader, CrossEncoderOptions options, Device device)
    {
        bool packed = device == Device.Cuda;
        Precision precision = DevicePrecision.Choose(device, options.Precision);
        GraphKey key = GraphKey.ForCrossEncoder(checkpoint, packed, precision, device);
        CachedGraph graph = options.Cache.GetOrWrite(
            key, stagingFolder => CrossEncoderGraph.Write(checkpoint, precision, stagingFolder, packed));
        try
        {
            SharedSession session = SharedSession.Open(graph.Folder, device, () => SessionFactory.Create(graph.Folder, device));
            return packed
                ? new PackedPairSession(graph, session, shape, reader, RowBudget.Default)
                : new CrossEncoderSession(graph, session, shape, reader, options.Threads);
        }
        catch
        {
            graph.Dispose();
            throw;
        }
    }

    public IEnumerable<Range> Split(IReadOnlyList<PairWindow> pairs)
    {
        for (int pair = 0; pair < pairs.Count; pair++) yield return pair..(pair + 1);
    }

    public void Score(ReadOnlySpan<PairWindow> pairs, Span<PassageScore> scores)
    {
        PairBuffers buffers = _idleBuffers.TryTake(out PairBuffers? idle) ? idle : new PairBuffers(_shape);
        try
        {
            for (int pair = 0; pair < pairs.Length; pair++)
            {
                int n = buffers.Fill(pairs[pair].Tokens);
                Run(buffers, n);
                scores[pair] = _reader.Read(pairs[pair], buffers.Score[0], _shape.HasSpans ? buffers.Spans.AsSpan(0, 2 * n) : []);
            }
        }
        finally
        {
            _idleBuffers.Add(buffers);
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
        _graph.Dispose();
    }

    private void Run(PairBuffers buffers, int n)
    {
        long[] row = [1, n];
        OrtMemoryInfo memory = OrtMemoryInfo.DefaultInstance;
        using OrtValue tokens = OrtValue.CreateTensorValueFromMemory(memory, buffers.Tokens.AsMemory(0, n), row);
        using OrtValue positions = OrtValue.CreateTensorValueFromMemory(memory, buffers.Positions.AsMemory(0, n), row);
        using OrtValue segments = OrtValue.CreateTensorValueFromMemory(memory, buffers.Segments.AsMemory(0, n), row);
        using OrtValue score = OrtValue.CreateTensorValueFromMemory(memory, buffers.Score.AsMemory(), [1, 1]);
        using OrtValue spans = OrtValue.CreateTensorValueFromMemory(memory, buffers.Spans.AsMemory(0, 2 * n), [1, n, 2]);
        OrtValue[] inputs = _shape.Encoder.HasSegments ? [tokens, positions, segments] : [tokens, positions];
        OrtValue[] outputs = _shape.HasSpans ? [score, spans] : [score];
        _session.Run(_options, _inputs, inputs, _outputs, outputs);
    }
}
