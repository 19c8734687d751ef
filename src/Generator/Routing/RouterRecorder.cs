using Microsoft.ML.OnnxRuntime;
using SearchEngine.Generator.Caching;
using SearchEngine.Generator.Loading;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Decoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Generator.Routing;

/// <summary>Reads texts with a Mixture-of-Experts decoder and records what its routers chose. One caller at a time.</summary>
public sealed class RouterRecorder : IDisposable
{
    private readonly TextTokenizer _tokenizer;
    private readonly CachedGraph _graph;
    private readonly InferenceSession _session;
    private readonly KeyValueBuffer _cache;
    private readonly StepArrays _memory;
    private readonly float[][] _logits;
    private readonly int _capacity;

    private RouterRecorder(string name, DecoderShape shape, TextTokenizer tokenizer, CachedGraph graph, InferenceSession session, int capacity)
    {
        (Model, Shape, Experts, _tokenizer, _graph, _session, _capacity) = (name, shape, shape.Experts!, tokenizer, graph, session, capacity);
        _cache = new KeyValueBuffer(shape, capacity);
        _memory = new StepArrays(mostRows: 1, shape.Vocabulary);
        _logits = [.. Enumerable.Range(0, shape.Layers).Select(_ => new float[StepArrays.ChunkSize * Experts.Count])];
    }

    /// <summary>What to call the model.</summary>
    public string Model { get; }

    /// <summary>The decoder's shape.</summary>
    public DecoderShape Shape { get; }

    /// <summary>The experts of its layers.</summary>
    public ExpertShape Experts { get; }

    /// <summary>Why the graph cannot be kept, with the way out; null where it is.</summary>
    public string? Notice => _graph.Notice;

    /// <summary>Opens a GGUF file, a folder that holds one, or a Hugging Face folder.</summary>
    /// <exception cref="CheckpointException">A file is missing or damaged, or holds no decoder known here, or one without experts.</exception>
    public static RouterRecorder Open(string path, DecoderOptions? options = null)
    {
        options ??= new DecoderOptions();
        using DecoderSource source = DecoderSource.Open(path);
        if (source.Shape.Experts is null)
            throw new CheckpointException(source.Path, null, $"has no experts: each of its {source.Shape.Layers} layers has one feed-forward network, which every token goes through; name a Mixture-of-Experts decoder");
        TextTokenizer tokenizer = source.LoadTokenizer();
        CachedGraph graph = options.Cache.GetOrWrite(source.CreateGraphKey(options.Precision), folder => source.WriteGraph(options.Precision, folder));
        try
        {
            InferenceSession session = SessionFactory.Create(graph.Folder, Device.Cpu, DecoderGraph.RoutersFile, options.Threads);
            return new RouterRecorder(source.Name, source.Shape, tokenizer, graph, session, Math.Min(options.MaxTokens, source.Shape.MaxTokens));
        }
        catch
        {
            graph.Dispose();
            throw;
        }
    }

    /// <summary>Records a text, which nothing stands before.</summary>
    /// <param name="topic">What it is about.</param>
    /// <param name="text">The text; control tokens in it are read as the characters they are.</param>
    /// <param name="maxTokens">The most tokens of it to read; at most the options' <see cref="DecoderOptions.MaxTokens"/> are.</param>
    /// <param name="cancellation">Ends it between two pieces.</param>
    public RoutedText Record(string topic, string text, int maxTokens = int.MaxValue, CancellationToken cancellation = default)
    {
        TokenizedText tokens = _tokenizer.Encode(text, new TokenizeOptions { MaxLength = Math.Min(maxTokens, _capacity) });
        // Tokens that the model wants around a text are read, but are none of the text's.
        int[] own = [.. Enumerable.Range(0, tokens.Ids.Length).Where(i => !tokens.SpecialTokensMask[i])];
        (int Start, int End)[] spans = [.. own.Select(i => tokens.Offsets[i])];
        string read = tokens.IsTruncated && spans.Length > 0 ? text[..spans[^1].End] : text;
        (TokenKind[] kinds, bool isCode) = TokenClassifier.Classify(read, spans);
        (int[][] experts, float[][] weights) = Record(tokens.Ids, cancellation);
        return new RoutedText(topic, read, isCode, tokens.IsTruncated, [.. spans.Select((span, i) => new RoutedToken(span.Start, span.End, kinds[i]))], Experts.ExpertsPerToken, [.. experts.Select(Own)], [.. weights.Select(Own)]);

        T[] Own<T>(T[] all) => own.Length == tokens.Ids.Length ? all : [.. own.SelectMany(i => all[(i * Experts.ExpertsPerToken)..((i + 1) * Experts.ExpertsPerToken)])];
    }

    /// <summary>Experts and weights of a text's tokens, [layer][token * chosen + rank].</summary>
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
                    TopExperts.Select(_logits[layer].AsSpan(i * Experts.Count, Experts.Count), experts[layer].AsSpan(choice), weights[layer].AsSpan(choice));
                }
            }
        }
        return (experts, weights);
    }

    /// <summary>Frees the model.</summary>
    public void Dispose()
    {
        _cache.Dispose();
        _session.Dispose();
        _graph.Dispose();
    }

    private void Run(ReadOnlySpan<int> ids, int length)
    {
        _memory.Set(ids, length);
        OrtIoBinding binding = _session.CreateIoBinding();
        _cache.Bind(binding);
        List<OrtValue> routers = [];
        for (int layer = 0; layer < _logits.Length; layer++)
        {
            routers.Add(OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _logits[layer].AsMemory(0, ids.Length * Experts.Count), [ids.Length, Experts.Count]));
            binding.BindOutput(DecoderGraph.RouterLogits(layer), routers[^1]);
        }
        using RunOptions options = new();
        using (StepBinding _ = new(binding, _memory, ids.Length, rows: 1, Shape.Vocabulary)) _session.RunWithBinding(options, binding);
        foreach (OrtValue router in routers) router.Dispose();
    }
}
