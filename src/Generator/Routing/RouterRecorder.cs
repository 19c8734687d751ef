using Microsoft.ML.OnnxRuntime;
using SearchEngine.Generator.Caching;
using SearchEngine.Generator.Loading;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Graphs.Decoders;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Generator.Routing;

/// <summary>
/// Reads texts with a Mixture-of-Experts decoder and records which experts its routers choose. Not safe for concurrent use.
/// </summary>
internal sealed class RouterRecorder : IDisposable
{
    private readonly TextTokenizer _tokenizer;
    private readonly CachedGraph _graph;
    private readonly InferenceSession _session;
    private readonly KeyValueBuffer _cache;
    private readonly StepArrays _arrays;
    private readonly float[][] _logits;
    private readonly int _capacity;

    private RouterRecorder(DecoderSource source, TextTokenizer tokenizer, CachedGraph graph, InferenceSession session, int capacity)
    {
        (Model, Shape, Experts) = (source.Name, source.Shape, source.Shape.Experts!);
        (_tokenizer, _graph, _session, _capacity) = (tokenizer, graph, session, capacity);
        _cache = new KeyValueBuffer(Shape, capacity);
        _arrays = new StepArrays(maxRows: 1, Shape.Vocabulary);
        _logits = [.. Enumerable.Range(0, Shape.Layers).Select(_ => new float[StepArrays.ChunkSize * Experts.Count])];
    }

    /// <summary>The model's name.</summary>
    public string Model { get; }

    public DecoderShape Shape { get; }

    /// <summary>The experts of each layer.</summary>
    public ExpertShape Experts { get; }

    /// <summary>Why the graph could not be cached, and what to do about it; null if it was.</summary>
    public string? Notice => _graph.Notice;

    /// <summary>Opens a GGUF file, a folder that contains one, or a Hugging Face folder.</summary>
    /// <exception cref="CheckpointException">The files cannot be read, or the decoder has no experts.</exception>
    public static RouterRecorder Open(string path, DecoderOptions? options = null)
    {
        options ??= new DecoderOptions();
        using DecoderSource source = DecoderSource.Open(path);
        if (source.Shape.Experts is null)
        {
            throw new CheckpointException(
                source.Path,
                null,
                $"has no experts: each of its {source.Shape.Layers} layers has a single feed-forward network for all tokens; "
                + "choose a Mixture-of-Experts decoder");
        }
        TextTokenizer tokenizer = source.LoadTokenizer();
        GraphKey key = source.CreateGraphKey(options.Precision);
        CachedGraph graph = options.Cache.GetOrWrite(key, folder => source.WriteGraph(options.Precision, folder));
        try
        {
            InferenceSession session = SessionFactory.Create(graph.Folder, Device.Cpu, DecoderGraph.RoutersFile, options.Threads);
            int capacity = Math.Min(options.MaxTokens, source.Shape.MaxTokens);
            return new RouterRecorder(source, tokenizer, graph, session, capacity);
        }
        catch
        {
            graph.Dispose();
            throw;
        }
    }

    /// <summary>Records a text that starts a new conversation. Control tokens in it are read as plain characters.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxTokens">The maximum number of tokens to read, limited by <see cref="DecoderOptions.MaxTokens"/>.</param>
    /// <param name="cancellation">Checked before each chunk of tokens.</param>
    public RouterRecording Record(string text, int maxTokens = int.MaxValue, CancellationToken cancellation = default)
    {
        TokenizedText tokens = _tokenizer.Encode(text, new TokenizeOptions { MaxLength = Math.Min(maxTokens, _capacity) });
        // The special tokens around a text are read too, but are not part of it.
        int[] positions = [.. Enumerable.Range(0, tokens.Ids.Length).Where(i => !tokens.SpecialTokensMask[i])];
        (int Start, int End)[] spans = [.. positions.Select(i => tokens.Offsets[i])];
        string read = tokens.IsTruncated && spans.Length > 0 ? text[..spans[^1].End] : text;
        (int[][] experts, float[][] weights) = Record(tokens.Ids, cancellation);
        return new RouterRecording(read, tokens.IsTruncated, spans, [.. experts.Select(SelectText)], [.. weights.Select(SelectText)]);

        T[] SelectText<T>(T[] layer) => positions.Length == tokens.Ids.Length
            ? layer
            : [.. positions.SelectMany(i => layer[(i * Experts.ExpertsPerToken)..((i + 1) * Experts.ExpertsPerToken)])];
    }

    /// <summary>Returns the experts and weights of all tokens, [layer][token * chosen + rank].</summary>
    internal (int[][] Experts, float[][] Weights) Record(ReadOnlySpan<int> ids, CancellationToken cancellation)
    {
        int size = ids.Length * Experts.ExpertsPerToken;
        int[][] experts = [.. _logits.Select(_ => new int[size])];
        float[][] weights = [.. _logits.Select(_ => new float[size])];
        for (int start = 0; start < ids.Length; start += StepArrays.ChunkSize)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(StepArrays.ChunkSize, ids.Length - start);
            Run(ids.Slice(start, count), start);
            for (int layer = 0; layer < _logits.Length; layer++)
            {
                for (int i = 0; i < count; i++)
                {
                    Range choice = ((start + i) * Experts.ExpertsPerToken)..((start + i + 1) * Experts.ExpertsPerToken);
                    ReadOnlySpan<float> logits = _logits[layer].AsSpan(i * Experts.Count, Experts.Count);
                    TopExperts.Select(logits, experts[layer].AsSpan(choice), weights[layer].AsSpan(choice));
                }
            }
        }
        return (experts, weights);
    }

    public void Dispose()
    {
        _cache.Dispose();
        _session.Dispose();
        _graph.Dispose();
    }

    private void Run(ReadOnlySpan<int> ids, int length)
    {
        _arrays.Set(ids, length);
        OrtIoBinding binding = _session.CreateIoBinding();
        _cache.Bind(binding);
        List<OrtValue> routers = [];
        for (int layer = 0; layer < _logits.Length; layer++)
        {
            Memory<float> logits = _logits[layer].AsMemory(0, ids.Length * Experts.Count);
            routers.Add(OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, logits, [ids.Length, Experts.Count]));
            binding.BindOutput(DecoderGraph.RouterLogits(layer), routers[^1]);
        }
        using RunOptions options = new();
        using (StepBinding _ = new(binding, _arrays, ids.Length, rows: 1, Shape.Vocabulary)) _session.RunWithBinding(options, binding);
        foreach (OrtValue router in routers) router.Dispose();
    }
}
