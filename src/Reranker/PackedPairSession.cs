using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Reranker;

/// <summary>A cross-encoder on a GPU: pairs are packed in rows, so that even runs of short pairs are large.</summary>
/// <param name="graph">The graph of packed pairs, disposed by this session.</param>
/// <param name="session">The session of the graph, disposed by this session.</param>
/// <param name="shape">The model's shape.</param>
/// <param name="reader">Converts the output to scores.</param>
/// <param name="budget">The size of a row.</param>
internal sealed class PackedPairSession(
    CachedGraph graph, SharedSession session, CrossEncoderShape shape, LogitReader reader, RowBudget budget) : ICrossEncoderSession
{
    /// <summary>
    /// About as many passages of 250 tokens as fill a row of 16,384 tokens. A shorter row takes a GPU hardly less time, so that checking
    /// the clock more often gains nothing.
    /// </summary>
    private const int PassagesPerBatch = 64;

    private readonly PackedRowSession _rows = new(
        session,
        shape.Encoder.HasSegments,
        shape.HasSpans ? [CrossEncoderGraph.Score, CrossEncoderGraph.Spans] : [CrossEncoderGraph.Score]);

    public string? CacheNotice => graph.Notice;

    public BatchPlan BatchPlan { get; } = new(ConcurrentRuns: 1, PassagesPerBatch, GuaranteedPassages: PassagesPerBatch);

    public IEnumerable<Range> Split(IReadOnlyList<PairWindow> pairs) =>
        budget.Split([.. pairs.Select(pair => pair.Tokens.Ids.Length)]);

    public void Score(ReadOnlySpan<PairWindow> pairs, Span<PassageScore> scores)
    {
        PackedRow row = Pack(pairs);
        float[] logits = new float[pairs.Length], spans = new float[shape.HasSpans ? 2 * row.Tokens.Length : 0];
        Run(row, logits, spans);
        for (int pair = 0; pair < pairs.Length; pair++)
        {
            Range range = shape.HasSpans ? (2 * row.CumulativeLengths[pair])..(2 * row.CumulativeLengths[pair + 1]) : ..0;
            scores[pair] = reader.Read(pairs[pair], logits[pair], spans.AsSpan(range));
        }
    }

    public void Dispose()
    {
        _rows.Dispose();
        graph.Dispose();
    }

    private PackedRow Pack(ReadOnlySpan<PairWindow> pairs)
    {
        int[][] tokens = new int[pairs.Length][], segments = new int[pairs.Length][];
        for (int pair = 0; pair < pairs.Length; pair++)
            (tokens[pair], segments[pair]) = (pairs[pair].Tokens.Ids, pairs[pair].Tokens.TypeIds);
        return PackedRow.Create(tokens, shape.Encoder.FirstPosition, segments);
    }

    private void Run(PackedRow row, float[] logits, float[] spans)
    {
        using OrtValue score = OrtValue.CreateTensorValueFromMemory(logits, [row.TextCount, 1]);
        if (!shape.HasSpans)
        {
            _rows.Run(row, score);
            return;
        }
        using OrtValue span = OrtValue.CreateTensorValueFromMemory(spans, [row.Tokens.Length, 2]);
        _rows.Run(row, score, span);
    }
}
