using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Encoder;

/// <summary>
/// Runs short texts a group at a time, each as it is alone, bit for bit: a short text does little with a layer's weights, and
/// fetching them is much of its time. The session takes some tenths of a second to create, so it waits until it pays.
/// </summary>
internal sealed class GroupSession(string folder, EncoderShape shape) : IDisposable
{
    /// <summary>Texts in a group.</summary>
    public const int Size = EncoderGraph.TextsPerRun;

    /// <summary>Longest text, in tokens, that gains: at 23 tokens a fifth, at 60 a twelfth, beyond that nothing that could be measured.</summary>
    public const int MaxTextTokens = 64;

    /// <summary>Short texts run alone before the session is created; about what costs as much time.</summary>
    private const int ShortTextsBeforeCreation = 256;

    private static readonly string[] Outputs = [EncoderGraph.Embedding];

    private readonly string[] _inputs = shape.HasSegments
        ? [EncoderInputNames.Tokens, EncoderInputNames.Positions, EncoderInputNames.TextLengths, EncoderInputNames.Segments]
        : [EncoderInputNames.Tokens, EncoderInputNames.Positions, EncoderInputNames.TextLengths];

    private volatile SharedSession? _session;
    private volatile bool _disposed;
    private int _shortTextCount;

    public bool IsCreated => _session is not null;

    /// <summary>Whether a short text may join a group. The caller that makes it worth while creates the session; others do not wait for it.</summary>
    public bool Accepts(int tokens)
    {
        if (tokens > MaxTextTokens || _disposed) return false;
        if (_session is not null) return true;
        if (Interlocked.Increment(ref _shortTextCount) != ShortTextsBeforeCreation) return false;
        _session = SharedSession.Open(Path.Combine(folder, EncoderGraph.MultiTextFile), Device.Cpu, () => SessionFactory.Create(folder, Device.Cpu, EncoderGraph.MultiTextFile));
        // Disposal may have looked for it a moment too early.
        if (_disposed) _session.Dispose();
        return true;
    }

    /// <summary>Encodes <see cref="Size"/> texts.</summary>
    /// <param name="options">Options of the run.</param>
    /// <param name="texts">Token ids of each.</param>
    /// <returns>[<see cref="Size"/>, dimensions], row-major.</returns>
    public float[] Run(RunOptions options, ReadOnlySpan<int[]> texts)
    {
        int n = 0;
        foreach (int[] text in texts) n += text.Length;
        long[] tokens = new long[n], positions = new long[n], lengths = new long[Size], row = [1, n];
        int at = 0;
        for (int text = 0; text < Size; text++)
        {
            lengths[text] = texts[text].Length;
            for (int i = 0; i < texts[text].Length; i++, at++) (tokens[at], positions[at]) = (texts[text][i], shape.FirstPosition + i);
        }

        using OrtValue tokenValues = OrtValue.CreateTensorValueFromMemory(tokens, row);
        using OrtValue positionValues = OrtValue.CreateTensorValueFromMemory(positions, row);
        using OrtValue lengthValues = OrtValue.CreateTensorValueFromMemory(lengths, [Size]);
        using OrtValue segmentValues = OrtValue.CreateTensorValueFromMemory(new long[n], row);
        float[] embeddings = new float[Size * shape.Hidden];
        using OrtValue embeddingValues = OrtValue.CreateTensorValueFromMemory(embeddings, [Size, shape.Hidden]);
        OrtValue[] values = shape.HasSegments ? [tokenValues, positionValues, lengthValues, segmentValues] : [tokenValues, positionValues, lengthValues];
        _session!.Run(options, _inputs, values, Outputs, [embeddingValues]);
        return embeddings;
    }

    public void Dispose()
    {
        _disposed = true;
        _session?.Dispose();
    }
}
