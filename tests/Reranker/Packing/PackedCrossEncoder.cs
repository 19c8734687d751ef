using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Tests;
using SearchEngine.Tests.Packing;

namespace SearchEngine.Reranker.Tests.Packing;

/// <summary>A cross-encoder with the graph for CUDA, run on the CPU with the tests' implementation of the attention operator.</summary>
internal sealed class PackedCrossEncoder : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PackedAttentionOperator _attention;
    private readonly RowBudget _budget;
    private RecordedRows? _session;

    public PackedCrossEncoder(string modelFolder, Precision precision, RowBudget? budget = null)
    {
        _attention = new PackedAttentionOperator(half: precision == Precision.Float16);
        _budget = budget ?? RowBudget.Default;
        Model = CrossEncoder.Load(modelFolder, new CrossEncoderOptions { Precision = precision }, CreateSession);
    }

    public CrossEncoder Model { get; }

    /// <summary>The number of pairs in each row that was run.</summary>
    public IReadOnlyList<int> Rows => _session!.Rows;

    /// <summary>Scores pairs in one row.</summary>
    public PassageScore[] ScoreInOneRow(IEnumerable<(string Query, string Passage)> pairs)
    {
        PairWindow[] windows = [.. pairs.Select(pair => Assert.Single(Model.SplitIntoWindows(pair.Query, pair.Passage)))];
        Assert.Equal([Range.EndAt(windows.Length)], _session!.Split(windows));
        PassageScore[] scores = new PassageScore[windows.Length];
        _session.Score(windows, scores);
        return scores;
    }

    public void Dispose()
    {
        Model.Dispose();
        _attention.Dispose();
        _folder.Dispose();
    }

    private ICrossEncoderSession CreateSession(
        Checkpoint checkpoint,
        CrossEncoderShape shape,
        LogitReader reader,
        CrossEncoderOptions options,
        Device device)
    {
        CrossEncoderGraph.Write(checkpoint, options.Precision!.Value, _folder.Path, packed: true);
        CachedGraph graph = new(_folder.Path);
        SharedSession session = SharedSession.Open(graph.Folder, Device.Cuda, () => _attention.Open(graph.Folder));
        return _session = new RecordedRows(new PackedPairSession(graph, session, shape, reader, _budget));
    }

    private sealed class RecordedRows(ICrossEncoderSession session) : ICrossEncoderSession
    {
        private readonly List<int> _rows = [];

        public IReadOnlyList<int> Rows => _rows;

        public string? CacheNotice => session.CacheNotice;

        public BatchPlan BatchPlan => session.BatchPlan;

        public IEnumerable<Range> Split(IReadOnlyList<PairWindow> pairs) => session.Split(pairs);

        public void Score(ReadOnlySpan<PairWindow> pairs, Span<PassageScore> scores)
        {
            lock (_rows) _rows.Add(pairs.Length);
            session.Score(pairs, scores);
        }

        public void Dispose() => session.Dispose();
    }
}
