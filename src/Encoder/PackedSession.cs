using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Encoder;

/// <summary>
/// An encoder on a GPU: texts are packed in rows, in their order, so that a run is large however short its texts are. While a row runs the processor reads the
/// next texts.
/// </summary>
/// <param name="graph">A graph of packed embeddings; this disposes it.</param>
/// <param name="session">Its session; this disposes it.</param>
/// <param name="model">The model it is of.</param>
/// <param name="budget">What a row holds.</param>
internal sealed class PackedSession(CachedGraph graph, SharedSession session, EncoderModel model, RowBudget budget) : IEncoderSession
{
    private readonly PackedRowSession _rows = new(session, model.Shape.HasSegments, EncoderGraph.Embedding);

    public int Dimensions => model.Shape.Hidden;

    public string? CacheNotice => graph.Notice;

    public void Run(ReadOnlySpan<int> ids, Span<float> embedding) => Run(PackedRow.Create([ids.ToArray()], model.Shape.FirstPosition)).CopyTo(embedding);

    public async Task RunAllAsync(Func<int, int[]> getTokens, float[][] embeddings, CancellationToken cancellationToken)
    {
        Task<int[][]> reading = ReadAsync(0);
        for (int start = 0; start < embeddings.Length;)
        {
            int[][] texts = await reading.ConfigureAwait(false);
            reading = ReadAsync(start + texts.Length);
            foreach (Range row in budget.Split([.. texts.Select(text => text.Length)]))
            {
                cancellationToken.ThrowIfCancellationRequested();
                Run(texts.AsSpan(row), embeddings.AsSpan(start, texts.Length)[row]);
            }
            start += texts.Length;
        }

        async Task<int[][]> ReadAsync(int from)
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

    /// <summary>The embeddings of a row, [texts, dimensions].</summary>
    private float[] Run(PackedRow row)
    {
        float[] embeddings = new float[row.TextCount * Dimensions];
        using OrtValue embedding = OrtValue.CreateTensorValueFromMemory(embeddings, [row.TextCount, Dimensions]);
        _rows.Run(row, embedding);
        return embeddings;
    }
}
