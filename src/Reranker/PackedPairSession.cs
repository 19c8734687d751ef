using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Reranker;

/// <summary>A cross-encoder on a GPU: pairs are packed in rows, so that a run is large however short its pairs are.</summary>
/// <param name="graph">A graph of packed pairs; this disposes it.</param>
/// <param name="session">Its session; this disposes it.</param>
/// <param name="shape">The model's shape.</param>
/// <param name="reader">Reads what comes out.</param>
/// <param name="budget">What a row holds.</param>
internal sealed class PackedPairSession(CachedGraph graph, SharedSession session, CrossEncoderShape shape, LogitReader reader, RowBudget budget) : ICrossEncoderSession
{
    /// <summary>
    /// Passages of a wave: about what fills a row of 16,384 tokens if each has the 250 that are read whole. A shorter row takes a GPU hardly less time, so nothing is gained
    /// by looking at the clock more often.
    /// </summary>
    private const int PassagesPerBatch = 64;

    private readonly PackedRowSession _rows = new(
        session, shape.Encoder.HasSegments, shape.HasSpans ? [CrossEncoderGraph.Score, CrossEncoderGraph.Spans] : [CrossEncoderGraph.Score]);

    public string? CacheNotice => graph.Notice;

    public BatchPlan BatchPlan { get; } = new(ConcurrentRuns: 1, PassagesPerBatch, GuaranteedPassages: PassagesPerBatch);

    public IEnumerable<Range> Split(IReadOnlyList<PairWindow> pairs) => budget.Split([.. pairs.Select(pair => pair.Tokens.Ids.Length)]);

    public void Score(ReadOnlySpan<PairWindow> pairs, Span<PassageScore> scores)
    {
        PackedRow row = Pack(pairs);
        float[] logits = new float[pairs.Length], spans = new float[shape.HasSpans ? 2 * row.Tokens.Length : 0];
        Run(row, logits, spans);
        for (int pair = 0; pair < pairs.Length; pair++)
        {
            Range ofPair = shape.HasSpans ? (2 * row.CumulativeLengths[pair])..(2 * row.CumulativeLengths[pair + 1]) : ..0;
            scores[pair] = reader.Read(pairs[pair], logits[pair], spans.AsSpan(ofPair));
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
        for (int pair = 0; pair < pairs.Length; pair++) (tokens[pair], segments[pair]) = (pairs[pair].Tokens.Ids, pairs[pair].Tokens.TypeIds);
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
