using System.Buffers;
using Microsoft.Extensions.AI;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Encoder;

/// <summary>
/// Turns texts into embeddings with a transformer encoder from a sentence-transformers folder. Nothing is padded: each text is a run
/// of its own on one core, and as many run at once as there are cores, so no embedding depends on what is encoded beside it.
/// Safe for concurrent use; disposal waits for the runs under way.
/// </summary>
public sealed class TextEncoder : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>Key of <see cref="Embedding.AdditionalProperties"/> that is true where a text was longer than <see cref="MaxTokens"/> and was cut.</summary>
    public const string Truncated = "truncated";

    private readonly IEncoderSession _session;
    private readonly TextTokenizer _tokenizer;
    private readonly EmbeddingSettings _settings;
    private readonly EmbeddingSizes _sizes;
    private readonly EmbeddingGeneratorMetadata _metadata;
    private readonly int _threads;

    private TextEncoder(IEncoderSession session, TextTokenizer tokenizer, EmbeddingSettings settings, EmbeddingSizes sizes, EncoderModel model, DeviceChoice device, int threads)
    {
        (_session, _tokenizer, _settings, _sizes, _threads) = (session, tokenizer, settings, sizes, threads);
        (Fingerprint, MaxTokens, Device, Dimensions) = (model.Fingerprint, model.MaxTokens, device, model.Dimensions ?? session.Dimensions);
        _metadata = new EmbeddingGeneratorMetadata("SearchEngine", null, model.Name, Dimensions);
    }

    /// <summary>Length of an embedding.</summary>
    public int Dimensions { get; }

    /// <summary>Longest input in tokens, prompt and special tokens counted; what is beyond is not read.</summary>
    public int MaxTokens { get; }

    /// <summary>Identifies what decides an embedding: weights, tokenizer, pooling, prompts and length. Precision and device do not enter.</summary>
    public string Fingerprint { get; }

    /// <summary>Where it runs, and why not where it was asked to.</summary>
    public DeviceChoice Device { get; }

    /// <summary>Why the written graph could not be kept in the cache, and the way out; null where it was.</summary>
    public string? CacheNotice => _session.CacheNotice;

    /// <summary>Loads an encoder; the graph is written to the cache the first time.</summary>
    /// <param name="folder">A model folder: config.json, model.safetensors (or its shards, or an ONNX file), tokenizer.json and the sentence-transformers files.</param>
    /// <param name="options">Precision, device, threads.</param>
    /// <exception cref="CheckpointException">A file is missing or damaged; the message names it.</exception>
    public static TextEncoder Load(string folder, EncoderOptions? options = null)
    {
        options ??= new EncoderOptions();
        // Reading the vocabulary and mapping the weights share nothing, and start-up is where they cost.
        Task<TextTokenizer> tokenizer = Task.Run(() => TextTokenizer.Load(folder));
        IEncoderSession? session = null;
        try
        {
            using EncoderSource source = EncoderSource.Open(folder, options);
            DeviceChoice device = DeviceChoice.Resolve(options.Device);
            session = source.CreateSession(options, device.Device);
            EmbeddingSizes sizes = EmbeddingSizes.Read(folder);
            source.Model.RequireSize(sizes, session.Dimensions, folder);
            // Loading is synchronous, and by now the vocabulary is long read.
            TextTokenizer vocabulary = tokenizer.GetAwaiter().GetResult();
            source.Model.RequireRowsFor(vocabulary, folder);
            return new TextEncoder(session, vocabulary, source.Settings, sizes, source.Model, device, options.Threads);
        }
        catch
        {
            session?.Dispose();
            // The tokenizer's own failure is the second thing wrong with the folder; the first is the one to report.
            tokenizer.ContinueWith(static task => task.Exception, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>The <see cref="Fingerprint"/> of the encoder in a folder, without loading it.</summary>
    /// <exception cref="CheckpointException">A file is missing or damaged; the message names it.</exception>
    public static string Identify(string folder, EncoderOptions? options = null)
    {
        using EncoderSource source = EncoderSource.Open(folder, options ?? new EncoderOptions());
        return source.Model.Fingerprint;
    }

    /// <summary>Encodes one text.</summary>
    /// <param name="text">The text; empty is allowed.</param>
    /// <param name="role">Which prompt comes before it.</param>
    /// <param name="embedding">Receives <see cref="Dimensions"/> numbers.</param>
    /// <returns>Tokens read, and whether the text was cut to <see cref="MaxTokens"/>.</returns>
    public (int Tokens, bool Truncated) Encode(string text, TextRole role, Span<float> embedding)
    {
        TokenizedText tokens = Tokenize(text, role);
        Run(tokens.Ids, embedding[..Dimensions]);
        return (tokens.Ids.Length, tokens.Truncated);
    }

    /// <summary>Encodes tokens that were made elsewhere, special tokens and all.</summary>
    /// <param name="ids">1 to <see cref="MaxTokens"/> token ids.</param>
    /// <param name="embedding">Receives <see cref="Dimensions"/> numbers.</param>
    public void Encode(ReadOnlySpan<int> ids, Span<float> embedding)
    {
        if (ids.IsEmpty || ids.Length > MaxTokens) throw new ArgumentOutOfRangeException(nameof(ids), ids.Length, $"1 to {MaxTokens} tokens can be encoded");
        Run(ids, embedding[..Dimensions]);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A text that occurs several times is encoded once. <see cref="EmbeddingGenerationOptions.Dimensions"/> may name a size that the model folder allows.
    /// </remarks>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        int size = options?.Dimensions ?? Dimensions;
        if (size != Dimensions && !_sizes.Allow(size, _session.Dimensions))
            throw new ArgumentException($"{_metadata.DefaultModelId} gives {Dimensions} dimensions; {size} were asked for, and its folder allows {_sizes.Describe(_session.Dimensions)}", nameof(options));

        TextRole role = options.RoleOrDefault();
        string[] texts = [.. values];
        (int[] first, int[] distinct) = Distinct(texts);
        Encoded[] encoded = new Encoded[texts.Length];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = _threads, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, distinct.Length, parallel, (i, _) =>
        {
            TokenizedText tokens = Tokenize(texts[distinct[i]], role);
            float[] vector = new float[size];
            Run(tokens.Ids, vector);
            encoded[distinct[i]] = new Encoded(vector, tokens.Ids.Length, tokens.Truncated);
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);

        long count = first.Sum(text => (long)encoded[text].Tokens);
        return new GeneratedEmbeddings<Embedding<float>>(first.Select(text => new Embedding<float>(encoded[text].Vector)
        {
            ModelId = _metadata.DefaultModelId,
            AdditionalProperties = encoded[text].Truncated ? new() { [Truncated] = true } : null,
        })) { Usage = new UsageDetails { InputTokenCount = count, TotalTokenCount = count } };
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        return serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Waits for the runs under way, then frees the model.</summary>
    public void Dispose() => _session.Dispose();

    /// <summary>For each text the place where it first stands, and those places.</summary>
    private static (int[] First, int[] Distinct) Distinct(string[] texts)
    {
        Dictionary<string, int> places = new(texts.Length, StringComparer.Ordinal);
        int[] first = new int[texts.Length];
        for (int i = 0; i < texts.Length; i++) first[i] = places.TryAdd(texts[i], i) ? i : places[texts[i]];
        return (first, [.. places.Values.Order()]);
    }

    private TokenizedText Tokenize(string text, TextRole role)
    {
        ArgumentNullException.ThrowIfNull(text);
        string prompt = role == TextRole.Query ? _settings.QueryPrompt : _settings.DocumentPrompt;
        return _tokenizer.Encode(prompt.Length == 0 ? text : prompt + text, new TokenizeOptions { MaxLength = MaxTokens });
    }

    /// <summary>Gives the whole embedding, or its first numbers, normalized anew where the model normalizes.</summary>
    private void Run(ReadOnlySpan<int> ids, Span<float> embedding)
    {
        if (embedding.Length == _session.Dimensions)
        {
            _session.Run(ids, embedding);
            return;
        }
        float[] whole = ArrayPool<float>.Shared.Rent(_session.Dimensions);
        _session.Run(ids, whole);
        whole.AsSpan(0, embedding.Length).CopyTo(embedding);
        ArrayPool<float>.Shared.Return(whole);
        if (_settings.Normalize) Pooling.Normalize(embedding);
    }

    private readonly record struct Encoded(float[] Vector, int Tokens, bool Truncated);
}
