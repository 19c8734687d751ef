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

    /// <summary>Encodes the tokens of texts, in their order; cancellation is seen between rows.</summary>
    public float[][] Run(int[][] texts, CancellationToken cancellationToken)
    {
        List<float[]> vectors = new(texts.Length);
        foreach (Range row in budget.Split([.. texts.Select(text => text.Length)]))
        {
            cancellationToken.ThrowIfCancellationRequested();
            vectors.AddRange(Run(PackedRow.Of(texts.AsSpan(row), model.Shape.FirstPosition)).Chunk(Dimensions));
        }
        return [.. vectors];
    }

    public async Task<EncodedText[]> RunAsync(IReadOnlyList<string> texts, Func<string, TokenizedText> tokenize, CancellationToken cancellationToken)
    {
        List<EncodedText> encoded = new(texts.Count);
        Task<TokenizedText[]> reading = ReadAsync(0);
        while (encoded.Count < texts.Count)
        {
            TokenizedText[] read = await reading.ConfigureAwait(false);
            reading = ReadAsync(encoded.Count + read.Length);
            float[][] vectors = Run([.. read.Select(text => text.Ids)], cancellationToken);
            encoded.AddRange(read.Zip(vectors, (text, vector) => new EncodedText(vector, text.Ids.Length, text.Truncated)));
        }
        return [.. encoded];

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

    /// <summary>The embeddings of a row, [texts, dimensions].</summary>
    private float[] Run(PackedRow row)
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
