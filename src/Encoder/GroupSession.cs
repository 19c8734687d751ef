using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Encoder;

/// <summary>
/// Runs short texts in groups, with the same results as single texts, bit for bit. Fetching the weights of a layer is much of the time of a
/// short text, and a group fetches them once. Creating the session takes some tenths of a second, so it is created once that pays off.
/// </summary>
internal sealed class GroupSession(string folder, EncoderShape shape) : IDisposable
{
    /// <summary>The number of texts in a group.</summary>
    public const int Size = EncoderGraph.TextsPerRun;

    /// <summary>The maximum number of tokens of a text for which a group is faster: by a fifth at 23 tokens, a twelfth at 60.</summary>
    public const int MaxTextTokens = 64;

    /// <summary>The number of short texts before the session is created, which take about as much time as creating it.</summary>
    private const int ShortTextsBeforeCreation = 256;

    private static readonly string[] Outputs = [EncoderGraph.Embedding];

    private readonly string[] _inputs = shape.HasSegments
        ? [EncoderInputNames.Tokens, EncoderInputNames.Positions, EncoderInputNames.TextLengths, EncoderInputNames.Segments]
        : [EncoderInputNames.Tokens, EncoderInputNames.Positions, EncoderInputNames.TextLengths];

    private volatile SharedSession? _session;
    private volatile bool _disposed;
    private int _shortTextCount;

    public bool IsCreated => _session is not null;

    /// <summary>
    /// Returns whether a text may join a group. The caller that reaches the threshold creates the session; others do not wait.
    /// </summary>
    public bool Accepts(int tokens)
    {
        if (tokens > MaxTextTokens || _disposed) return false;
        if (_session is not null) return true;
        if (Interlocked.Increment(ref _shortTextCount) != ShortTextsBeforeCreation) return false;
        string graph = Path.Combine(folder, EncoderGraph.MultiTextFile);
        _session = SharedSession.Open(graph, Device.Cpu, () => SessionFactory.Create(folder, Device.Cpu, EncoderGraph.MultiTextFile));
        // Disposal may have run before the assignment.
        if (_disposed) _session.Dispose();
        return true;
    }

    /// <summary>Encodes <see cref="Size"/> texts.</summary>
    /// <param name="options">The options of the run.</param>
    /// <param name="texts">The token ids of each text.</param>
    /// <returns>The embeddings, [<see cref="Size"/>, dimensions].</returns>
    public float[] Run(RunOptions options, ReadOnlySpan<int[]> texts)
    {
        int n = 0;
        foreach (int[] text in texts) n += text.Length;
        long[] tokens = new long[n], positions = new long[n], lengths = new long[Size], row = [1, n];
        int offset = 0;
        for (int text = 0; text < Size; text++)
        {
            lengths[text] = texts[text].Length;
            for (int i = 0; i < texts[text].Length; i++, offset++)
                (tokens[offset], positions[offset]) = (texts[text][i], shape.FirstPosition + i);
        }

        using OrtValue tokenValues = OrtValue.CreateTensorValueFromMemory(tokens, row);
        using OrtValue positionValues = OrtValue.CreateTensorValueFromMemory(positions, row);
        using OrtValue lengthValues = OrtValue.CreateTensorValueFromMemory(lengths, [Size]);
        using OrtValue segmentValues = OrtValue.CreateTensorValueFromMemory(new long[n], row);
        float[] embeddings = new float[Size * shape.Hidden];
        using OrtValue embeddingValues = OrtValue.CreateTensorValueFromMemory(embeddings, [Size, shape.Hidden]);
        OrtValue[] values = shape.HasSegments
            ? [tokenValues, positionValues, lengthValues, segmentValues]
            : [tokenValues, positionValues, lengthValues];
        _session!.Run(options, _inputs, values, Outputs, [embeddingValues]);
        return embeddings;
    }

    public void Dispose()
    {
        _disposed = true;
        _session?.Dispose();
    }
}
