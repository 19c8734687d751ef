using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Generator.Caching;

/// <summary>
/// The keys and values of the tokens that a decoder has read, in buffers that are allocated once and grow in place. Not safe for concurrent
/// use. A step allocates nothing on the managed heap.
/// </summary>
internal sealed class KeyValueCache : IDisposable
{
    /// <summary>The maximum number of tokens of a step: the last generated token and the drafted tokens after it.</summary>
    public const int MaxRows = 9;

    private readonly SharedSession _session;
    private readonly DecoderShape _shape;
    private readonly RunOptions _options = new();
    private readonly StepArrays _arrays;
    private readonly StepBinding?[] _steps = new StepBinding?[MaxRows + 1];
    private readonly KeyValueBuffer _keysAndValues;
    private readonly int[] _tokens;

    public KeyValueCache(SharedSession session, DecoderShape shape, int capacity)
    {
        (_session, _shape, _tokens) = (session, shape, new int[capacity]);
        _arrays = new StepArrays(MaxRows, shape.Vocabulary);
        _keysAndValues = new KeyValueBuffer(shape, capacity);
    }

    /// <summary>The maximum number of tokens.</summary>
    public int Capacity => _tokens.Length;

    /// <summary>The number of tokens read so far.</summary>
    public int Length { get; private set; }

    /// <summary>The tokens read so far.</summary>
    public ReadOnlySpan<int> Tokens => _tokens.AsSpan(0, Length);

    /// <summary>Removes the tokens after the given length.</summary>
    public void Truncate(int length) => Length = Math.Min(Length, length);

    /// <summary>Reads any number of tokens of a prompt.</summary>
    /// <returns>The logits of the next token, valid until the next run.</returns>
    /// <exception cref="OperationCanceledException">Reading was canceled. The chunks before remain in the cache.</exception>
    public Span<float> Read(ReadOnlySpan<int> tokens, CancellationToken cancellation)
    {
        for (; tokens.Length > StepArrays.ChunkSize; tokens = tokens[StepArrays.ChunkSize..])
            ReadChunk(tokens[..StepArrays.ChunkSize], cancellation);
        ReadChunk(tokens, cancellation);
        return _arrays.Logits.AsSpan(0, _shape.Vocabulary);
    }

    /// <summary>Reads at most <see cref="MaxRows"/> tokens.</summary>
    /// <returns>A row of logits for each token, valid until the next run.</returns>
    public Span<float> Step(ReadOnlySpan<int> tokens)
    {
        int n = tokens.Length;
        Prepare(tokens);
        _session.Run(_options, (_steps[n] ??= CreateBinding(n, n)).Binding);
        Length += n;
        return _arrays.Logits.AsSpan(0, n * _shape.Vocabulary);
    }

    public void Dispose()
    {
        foreach (StepBinding? step in _steps) step?.Dispose();
        _keysAndValues.Dispose();
        _options.Dispose();
    }

    private void ReadChunk(ReadOnlySpan<int> tokens, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Prepare(tokens);
        using StepBinding binding = CreateBinding(tokens.Length, rows: 1);
        using CancellationTokenRegistration stop =
            cancellation.UnsafeRegister(static options => ((RunOptions)options!).Terminate = true, _options);
        try
        {
            _session.Run(_options, binding.Binding);
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
        _arrays.Set(tokens, Length);
    }

    private StepBinding CreateBinding(int tokens, int rows)
    {
        OrtIoBinding binding = _session.CreateBinding();
        _keysAndValues.Bind(binding);
        return new StepBinding(binding, _arrays, tokens, rows, _shape.Vocabulary);
    }
}
