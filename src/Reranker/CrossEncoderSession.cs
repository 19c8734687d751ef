using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Reranker;

/// <summary>One session that any number of callers run at once, each on a core of its own with buffers of its own. Disposal waits until the last caller is out.</summary>
internal sealed class CrossEncoderSession : IDisposable
{
    private readonly CachedGraph _graph;
    private readonly SharedSession _session;
    private readonly CrossEncoderShape _shape;
    private readonly string _folder;
    private readonly string[] _inputs;
    private readonly string[] _outputs;
    private readonly RunOptions _options = new();
    private readonly ConcurrentBag<PairBuffers> _idle = [];

    private CrossEncoderSession(CachedGraph graph, SharedSession session, CrossEncoderShape shape, string folder)
    {
        (_graph, _session, _shape, _folder) = (graph, session, shape, folder);
        _inputs = shape.Encoder.HasSegments ? [EncoderGraph.Tokens, EncoderGraph.Positions, EncoderGraph.Segments] : [EncoderGraph.Tokens, EncoderGraph.Positions];
        _outputs = shape.HasSpans ? [CrossEncoderGraph.Score, CrossEncoderGraph.Spans] : [CrossEncoderGraph.Score];
    }

    public string? CacheNotice => _graph.Notice;

    /// <summary>Writes the graph where the cache lacks it, and loads it.</summary>
    public static CrossEncoderSession Create(Checkpoint checkpoint, CrossEncoderShape shape, CrossEncoderOptions options, Device device)
    {
        Precision precision = DevicePrecision.Choose(device, options.Precision);
        CachedGraph graph = options.Cache.GetOrWrite(GraphKey.ForCrossEncoder(checkpoint, precision, device), draft => CrossEncoderGraph.Write(checkpoint, precision, draft));
        try
        {
            return new CrossEncoderSession(graph, SharedSession.Open(graph.Folder, device, () => SessionFactory.Create(graph.Folder, device)), shape, checkpoint.Folder);
        }
        catch
        {
            graph.Dispose();
            throw;
        }
    }

    /// <summary>Scores one pair.</summary>
    /// <param name="tokens">The pair as the model takes it.</param>
    /// <param name="read">Reads what it needs of the logits of begin and end, [n, 2]; empty where the model has no such head.</param>
    /// <returns>The score, and what <paramref name="read"/> made of the logits.</returns>
    /// <exception cref="CheckpointException">A result is not a number: the model is damaged.</exception>
    public (float Score, T Spans) Run<T>(TokenizedText tokens, Func<ReadOnlySpan<float>, T> read)
    {
        PairBuffers buffers = _idle.TryTake(out PairBuffers? spare) ? spare : new PairBuffers(_shape);
        try
        {
            int n = buffers.Fill(tokens);
            Run(buffers, n);
            ReadOnlySpan<float> spans = _shape.HasSpans ? buffers.Spans.AsSpan(0, 2 * n) : [];
            Require(buffers.Score, CrossEncoderGraph.Score);
            Require(spans, CrossEncoderGraph.Spans);
            return (buffers.Score[0], read(spans));
        }
        finally
        {
            _idle.Add(buffers);
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
        _session.Run(_options, _inputs, _inputs.Length == 3 ? [tokens, positions, segments] : [tokens, positions], _outputs, _outputs.Length == 2 ? [score, spans] : [score]);
    }

    private void Require(ReadOnlySpan<float> values, string tensor)
    {
        if (!values.IsEmpty && !TensorPrimitives.IsFiniteAll(values))
            throw new CheckpointException(_folder, tensor, "is not a number where the model was run: its weights are damaged; copy the model again");
    }
}
