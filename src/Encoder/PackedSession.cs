using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Encoder;

/// <summary>
/// An encoder on a GPU: texts are packed in rows, in their order, so that a run is large however short its texts are. While a row runs the processor reads the
/// next texts.
/// </summary>
/// <param name="session">A session of a graph of packed embeddings; this disposes it.</param>
/// <param name="model">The model it is of.</param>
/// <param name="budget">What a row holds.</param>
internal sealed class PackedSession(InferenceSession session, EncoderModel model, RowBudget budget) : IEncoderSession
{
    private static readonly string[] Outputs = [EncoderGraph.Embedding];

    private readonly SharedSession _session = new(session);
    private readonly string[] _inputs =
    [
        EncoderGraph.Tokens, EncoderGraph.Positions, EncoderGraph.TokenOffset, EncoderGraph.CumulativeLengths,
        .. model.Shape.HasSegments ? (string[])[EncoderGraph.Segments] : [],
    ];

    public int Dimensions => model.Shape.Hidden;

    public void Run(ReadOnlySpan<int> ids, Span<float> embedding) => Run(PackedRow.Of([ids.ToArray()], model.Shape.FirstPosition)).CopyTo(embedding);

    public async Task<EncodedText[]> RunAsync(IReadOnlyList<string> texts, Func<string, TokenizedText> tokenize, CancellationToken cancellationToken)
    {
        EncodedText[] encoded = new EncodedText[texts.Count];
        Task<TokenizedText[]> reading = ReadAsync(0);
        for (int start = 0; start < texts.Count; start += budget.Texts)
        {
            TokenizedText[] read = await reading.ConfigureAwait(false);
            reading = ReadAsync(start + read.Length);
            foreach (Range row in budget.Split([.. read.Select(text => text.Ids.Length)]))
            {
                cancellationToken.ThrowIfCancellationRequested();
                Run(read.AsSpan(row), encoded.AsSpan(start, read.Length)[row]);
            }
        }
        return encoded;

        Task<TokenizedText[]> ReadAsync(int from) => Task.Run(
            () =>
            {
                TokenizedText[] read = new TokenizedText[Math.Min(budget.Texts, texts.Count - from)];
                Parallel.For(0, read.Length, new ParallelOptions { CancellationToken = cancellationToken }, i => read[i] = tokenize(texts[from + i]));
                return read;
            },
            cancellationToken);
    }

    public void Dispose() => _session.Dispose();

    private void Run(ReadOnlySpan<TokenizedText> texts, Span<EncodedText> encoded)
    {
        int[][] ids = new int[texts.Length][];
        for (int i = 0; i < ids.Length; i++) ids[i] = texts[i].Ids;
        ReadOnlySpan<float> embeddings = Run(PackedRow.Of(ids, model.Shape.FirstPosition));
        for (int i = 0; i < ids.Length; i++) encoded[i] = new EncodedText(embeddings.Slice(i * Dimensions, Dimensions).ToArray(), ids[i].Length, texts[i].Truncated);
    }

    /// <summary>The embeddings of a row, [texts, dimensions].</summary>
    private ReadOnlySpan<float> Run(PackedRow row)
    {
        float[] embeddings = new float[row.Texts * Dimensions];
        long[] tokenShape = [row.Tokens.Length];
        using OrtValue tokens = OrtValue.CreateTensorValueFromMemory(row.Tokens, tokenShape);
        using OrtValue positions = OrtValue.CreateTensorValueFromMemory(row.Positions, tokenShape);
        using OrtValue segments = OrtValue.CreateTensorValueFromMemory(new long[row.Tokens.Length], tokenShape);
        using OrtValue offsets = OrtValue.CreateTensorValueFromMemory(row.TokenOffset, [row.Texts, row.Width]);
        using OrtValue bounds = OrtValue.CreateTensorValueFromMemory(row.CumulativeLengths, [row.CumulativeLengths.Length]);
        using OrtValue embedding = OrtValue.CreateTensorValueFromMemory(embeddings, [row.Texts, Dimensions]);
        OrtValue[] inputs = model.Shape.HasSegments ? [tokens, positions, offsets, bounds, segments] : [tokens, positions, offsets, bounds];
        _session.Run(_inputs, inputs, Outputs, [embedding]);
        return embeddings;
    }
}
