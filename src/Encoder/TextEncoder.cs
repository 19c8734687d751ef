using Microsoft.Extensions.AI;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Encoder;

/// <summary>
/// Turns texts into embeddings with a transformer encoder from a sentence-transformers folder. Nothing is padded: on the CPU each text is a run
/// of its own on one core, and as many run at once as there are cores; on a GPU texts are packed in rows in which none sees another. So no embedding
/// depends on what is encoded beside it. Safe for concurrent use; disposal waits for the runs under way.
/// </summary>
public sealed class TextEncoder : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>Key of <see cref="Embedding.AdditionalProperties"/> that is true where a text was longer than <see cref="MaxTokens"/> and was cut.</summary>
    public const string TruncatedKey = "truncated";

    private readonly IEncoderSession _session;
    private readonly TextTokenizer _tokenizer;
    private readonly EmbeddingSettings _settings;
    private readonly MatryoshkaDimensions _allowedDimensions;
    private readonly EmbeddingGeneratorMetadata _metadata;

    private TextEncoder(IEncoderSession session, TextTokenizer tokenizer, EmbeddingSettings settings, EncoderModel model, DeviceChoice device)
    {
        (_session, _tokenizer, _settings, _allowedDimensions) = (session, tokenizer, settings, model.AllowedDimensions);
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

    /// <summary>Whether so many short texts have come that they now run in groups.</summary>
    internal bool UsesGroups => _session is EncoderSession { UsesGroups: true };

    /// <summary>Loads an encoder; the graph is written to the cache the first time.</summary>
    /// <param name="folder">A model folder: config.json, model.safetensors (or its shards, or an ONNX file), tokenizer.json and the sentence-transformers files.</param>
    /// <param name="options">Precision, device, threads.</param>
    /// <exception cref="CheckpointException">A file is missing or damaged; the message names it.</exception>
    public static TextEncoder Load(string folder, EncoderOptions? options = null)
    {
        options ??= new EncoderOptions();
        Task<TextTokenizer> tokenizer = TextTokenizer.LoadAsync(folder);
        IEncoderSession? session = null;
        try
        {
            using EncoderSource source = EncoderSource.Open(folder, options);
            DeviceChoice device = DeviceChoice.Resolve(options.Device);
            session = source.CreateSession(options, device.Device);
            source.Model.ValidateDimensions(session.Dimensions, folder);
            TextTokenizer vocabulary = tokenizer.GetAwaiter().GetResult();
            source.Model.ValidateVocabulary(vocabulary, folder);
            return new TextEncoder(session, vocabulary, source.Settings, source.Model, device);
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }

    /// <summary>The <see cref="Fingerprint"/> of the encoder in a folder, without loading it.</summary>
    /// <exception cref="CheckpointException">A file is missing or damaged; the message names it.</exception>
    public static string ComputeFingerprint(string folder, EncoderOptions? options = null)
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
        return (tokens.Ids.Length, tokens.IsTruncated);
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
        if (size != Dimensions && !_allowedDimensions.Allows(size, _session.Dimensions))
            throw new ArgumentException($"{_metadata.DefaultModelId} gives {Dimensions} dimensions; {size} were asked for, and its folder allows {_allowedDimensions.Describe(_session.Dimensions)}", nameof(options));

        TextRole role = options.GetRoleOrDefault();
        string[] texts = [.. values];
        (int[] first, int[] distinct) = FindDistinct(texts);
        float[][] vectors = [.. distinct.Select(_ => new float[_session.Dimensions])];
        TokenCount[] counts = new TokenCount[distinct.Length];
        await EncodeAllAsync(
            i =>
            {
                TokenizedText tokens = Tokenize(texts[distinct[i]], role);
                counts[i] = new TokenCount(tokens.Ids.Length, tokens.IsTruncated);
                return tokens.Ids;
            },
            vectors,
            cancellationToken).ConfigureAwait(false);

        for (int i = 0; i < vectors.Length; i++) vectors[i] = TruncateDimensions(vectors[i], size);
        long count = first.Sum(i => (long)counts[i].Tokens);
        return new GeneratedEmbeddings<Embedding<float>>(first.Select(i => new Embedding<float>(vectors[i])
        {
            ModelId = _metadata.DefaultModelId,
            AdditionalProperties = counts[i].IsTruncated ? new() { [TruncatedKey] = true } : null,
        }))
        {
            Usage = new UsageDetails { InputTokenCount = count, TotalTokenCount = count },
        };
    }

    /// <summary>Encodes many texts on all threads.</summary>
    /// <param name="getTokens">Token ids of a text by its index, special tokens and all; called from any thread.</param>
    /// <param name="embeddings">One a text, as long as a whole embedding; receive the results.</param>
    /// <param name="cancellationToken">Heeded between runs.</param>
    internal Task EncodeAllAsync(Func<int, int[]> getTokens, float[][] embeddings, CancellationToken cancellationToken) =>
        _session.RunAllAsync(getTokens, embeddings, cancellationToken);

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        return serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Waits for the runs under way, then frees the model.</summary>
    public void Dispose() => _session.Dispose();

    /// <summary>For each text its place among the distinct ones, and where each of those first stands.</summary>
    private static (int[] First, int[] Distinct) FindDistinct(string[] texts)
    {
        Dictionary<string, int> places = new(texts.Length, StringComparer.Ordinal);
        List<int> distinct = [];
        int[] first = new int[texts.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            if (places.TryAdd(texts[i], distinct.Count)) distinct.Add(i);
            first[i] = places[texts[i]];
        }
        return (first, [.. distinct]);
    }

    private TokenizedText Tokenize(string text, TextRole role)
    {
        ArgumentNullException.ThrowIfNull(text);
        string prompt = role == TextRole.Query ? _settings.QueryPrompt : _settings.DocumentPrompt;
        return _tokenizer.Encode(prompt.Length == 0 ? text : prompt + text, new TokenizeOptions { MaxLength = MaxTokens });
    }

    /// <summary>Encodes one text, as a whole embedding or as its first numbers.</summary>
    private void Run(ReadOnlySpan<int> ids, Span<float> embedding)
    {
        if (embedding.Length == _session.Dimensions)
        {
            _session.Run(ids, embedding);
            return;
        }
        float[] whole = new float[_session.Dimensions];
        _session.Run(ids, whole);
        TruncateDimensions(whole, embedding.Length).CopyTo(embedding);
    }

    /// <summary>The first numbers of an embedding, normalized anew where the model normalizes.</summary>
    private float[] TruncateDimensions(float[] full, int size)
    {
        if (size == full.Length) return full;
        float[] cut = full[..size];
        if (_settings.Normalize) Pooling.Normalize(cut);
        return cut;
    }

    private readonly record struct TokenCount(int Tokens, bool IsTruncated);
}
