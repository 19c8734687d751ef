using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Generator.Caching;

/// <summary>
/// A text that a decoder has read, as the keys and values of its tokens, in buffers that are allocated once and grow in place. One caller at a time.
/// A step allocates nothing on the managed heap.
/// </summary>
internal sealed class KeyValueCache : IDisposable
{
    /// <summary>The most tokens of a step that wants every row's logits: the last token written and the drafts after it.</summary>
    public const int MostRows = 9;

    private readonly SharedSession _session;
    private readonly DecoderShape _shape;
    private readonly RunOptions _options = new();
    private readonly StepMemory _memory;
    private readonly StepBuffers?[] _steps = new StepBuffers?[MostRows + 1];
    private readonly CacheMemory _text;
    private readonly int[] _tokens;

    public KeyValueCache(SharedSession session, DecoderShape shape, int capacity)
    {
        (_session, _shape, _tokens) = (session, shape, new int[capacity]);
        _memory = new StepMemory(MostRows, shape.Vocabulary);
        _text = new CacheMemory(shape, capacity);
    }

    /// <summary>The most tokens of the text.</summary>
    public int Capacity => _tokens.Length;

    /// <summary>Tokens of the text so far.</summary>
    public int Length { get; private set; }

    /// <summary>The text so far.</summary>
    public ReadOnlySpan<int> Tokens => _tokens.AsSpan(0, Length);

    /// <summary>Forgets what comes after the first tokens.</summary>
    public void Truncate(int length) => Length = Math.Min(Length, length);

    /// <summary>Reads a prompt's tokens, however many.</summary>
    /// <returns>The logits of the next token; valid until the next run.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled; what was read of the tokens is forgotten.</exception>
    public Span<float> Read(ReadOnlySpan<int> tokens, CancellationToken cancellation)
    {
        for (; tokens.Length > StepMemory.PieceSize; tokens = tokens[StepMemory.PieceSize..]) RunOnce(tokens[..StepMemory.PieceSize], cancellation);
        RunOnce(tokens, cancellation);
        return _memory.Logits.AsSpan(0, _shape.Vocabulary);
    }

    /// <summary>Reads at most <see cref="MostRows"/> tokens.</summary>
    /// <returns>The logits after each of them, one row after the other; valid until the next run.</returns>
    public Span<float> Step(ReadOnlySpan<int> tokens)
    {
        int n = tokens.Length;
        Prepare(tokens);
        _session.Run(_options, (_steps[n] ??= Bind(n, n)).Binding);
        Length += n;
        return _memory.Logits.AsSpan(0, n * _shape.Vocabulary);
    }

    public void Dispose()
    {
        foreach (StepBuffers? step in _steps) step?.Dispose();
        _text.Dispose();
        _options.Dispose();
    }

    private void RunOnce(ReadOnlySpan<int> tokens, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Prepare(tokens);
        using StepBuffers piece = Bind(tokens.Length, rows: 1);
        using CancellationTokenRegistration stop = cancellation.UnsafeRegister(static options => ((RunOptions)options!).Terminate = true, _options);
        try
        {
            _session.Run(_options, piece.Binding);
        }
        catch (OnnxRuntimeException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        finally
        {
            stop.Dispose();
            _options.Terminate = false;
        }
        Length += tokens.Length;
    }

    private void Prepare(ReadOnlySpan<int> tokens)
    {
        tokens.CopyTo(_tokens.AsSpan(Length));
        _memory.Set(tokens, Length);
    }

    private StepBuffers Bind(int tokens, int rows)
    {
        OrtIoBinding binding = _session.CreateBinding();
        _text.Bind(binding);
        return new StepBuffers(binding, _memory, tokens, rows, _shape.Vocabulary);
    }
}
