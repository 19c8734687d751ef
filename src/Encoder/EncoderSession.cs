using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Encoder;

/// <summary>
/// An encoder on the CPU: each text is a run of its own on one core, and as many run at once as there are threads, each with buffers of its own.
/// </summary>
internal sealed class EncoderSession : IEncoderSession
{
    private static readonly string[] Outputs = [EncoderGraph.Embedding];

    private readonly SharedSession _session;
    private readonly string[] _inputs;
    private readonly ConcurrentBag<Buffers> _idle = [];
    private readonly long[] _positions;
    private readonly long[] _segments;
    private readonly int _threads;

    private EncoderSession(InferenceSession session, EncoderModel model, int threads)
    {
        _session = new SharedSession(session);
        _threads = threads;
        Dimensions = model.Shape.Hidden;
        _inputs = model.Shape.HasSegments ? [EncoderGraph.Tokens, EncoderGraph.Positions, EncoderGraph.Segments] : [EncoderGraph.Tokens, EncoderGraph.Positions];
        _positions = [.. Enumerable.Range(model.Shape.FirstPosition, model.MaxTokens)];
        _segments = new long[model.MaxTokens];
    }

    public int Dimensions { get; }

    /// <summary>Loads the encoder as its device runs it best: one text a run on the CPU, packed rows on a GPU.</summary>
    /// <exception cref="ArgumentException">A GPU is to run 8-bit weights.</exception>
    public static IEncoderSession Create(Checkpoint checkpoint, EmbeddingSettings settings, EncoderModel model, EncoderOptions options, Device device)
    {
        EncoderOutput output = device == Device.Cuda ? EncoderOutput.PackedEmbeddings : EncoderOutput.Embedding;
        Precision precision = options.PrecisionOn(device);
        GraphKey key = GraphKey.For(checkpoint, settings, output, precision, device);
        string folder = options.Cache.GetOrWrite(key, draft => EncoderGraph.Write(checkpoint, settings, output, precision, draft));
        InferenceSession session = SessionFactory.Create(folder, device);
        return device == Device.Cuda ? new PackedSession(session, model, RowBudget.Default) : new EncoderSession(session, model, options.Threads);
    }

    public void Run(ReadOnlySpan<int> ids, Span<float> embedding)
    {
        Buffers buffers = _idle.TryTake(out Buffers? spare) ? spare : new Buffers(_positions.Length, Dimensions);
        Run(ids, buffers);
        buffers.Embedding.CopyTo(embedding);
        _idle.Add(buffers);
    }

    public async Task<EncodedText[]> RunAsync(IReadOnlyList<string> texts, Func<string, TokenizedText> tokenize, CancellationToken cancellationToken)
    {
        EncodedText[] encoded = new EncodedText[texts.Count];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = _threads, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, texts.Count, parallel, (i, _) =>
        {
            TokenizedText tokens = tokenize(texts[i]);
            float[] vector = new float[Dimensions];
            Run(tokens.Ids, vector);
            encoded[i] = new EncodedText(vector, tokens.Ids.Length, tokens.Truncated);
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        return encoded;
    }

    public void Dispose() => _session.Dispose();

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
        _session.Run(_inputs, inputs, Outputs, [embedding]);
    }

    private sealed class Buffers(int tokens, int dimensions)
    {
        public long[] Tokens { get; } = new long[tokens];

        public float[] Embedding { get; } = new float[dimensions];
    }
}
