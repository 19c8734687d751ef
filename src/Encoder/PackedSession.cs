using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Encoder;

/// <summary>
/// An encoder on a GPU: texts are packed in rows in their order, so that even runs of short texts are large. While a row runs, the CPU
/// tokenizes the next texts.
/// </summary>
/// <param name="graph">The graph of packed texts, disposed by this session.</param>
/// <param name="session">The session of the graph, disposed by this session.</param>
/// <param name="model">The model.</param>
/// <param name="budget">The size of a row.</param>
internal sealed class PackedSession(CachedGraph graph, SharedSession session, EncoderModel model, RowBudget budget) : IEncoderSession
{
    private readonly PackedRowSession _rows = new(session, model.Shape.HasSegments, EncoderGraph.Embedding);

    public int Dimensions => model.Shape.Hidden;

    public string? CacheNotice => graph.Notice;

    public void Run(ReadOnlySpan<int> ids, Span<float> embedding) =>
        Run(PackedRow.Create([ids.ToArray()], model.Shape.FirstPosition)).CopyTo(embedding);

    public async Task RunAllAsync(Func<int, int[]> getTokens, float[][] embeddings, CancellationToken cancellationToken)
    {
        Task<int[][]> nextTexts = TokenizeAsync(0);
        for (int start = 0; start < embeddings.Length;)
        {
            int[][] texts = await nextTexts.ConfigureAwait(false);
            nextTexts = TokenizeAsync(start + texts.Length);
            foreach (Range row in budget.Split([.. texts.Select(text => text.Length)]))
            {
                cancellationToken.ThrowIfCancellationRequested();
                Run(texts.AsSpan(row), embeddings.AsSpan(start, texts.Length)[row]);
            }
            start += texts.Length;
        }

        async Task<int[][]> TokenizeAsync(int from)
        {
            int[][] texts = new int[Math.Min(budget.MaxTexts, embeddings.Length - from)][];
            await Parallel.ForAsync(0, texts.Length, cancellationToken, (i, _) =>
            {
                texts[i] = getTokens(from + i);
                return ValueTask.CompletedTask;
            }).ConfigureAwait(false);
            return texts;
        }
    }

    public void Dispose()
    {
        _rows.Dispose();
        graph.Dispose();
    }

    private void Run(ReadOnlySpan<int[]> texts, ReadOnlySpan<float[]> embeddings)
    {
        float[] results = Run(PackedRow.Create(texts, model.Shape.FirstPosition));
        for (int text = 0; text < texts.Length; text++) results.AsSpan(text * Dimensions, Dimensions).CopyTo(embeddings[text]);
    }

    /// <summary>Returns the embeddings of a row, [texts, dimensions].</summary>
    private float[] Run(PackedRow row)
    {
        float[] embeddings = new float[row.TextCount * Dimensions];
        using OrtValue embedding = OrtValue.CreateTensorValueFromMemory(embeddings, [row.TextCount, Dimensions]);
        _rows.Run(row, embedding);
        return embeddings;
    }
}
