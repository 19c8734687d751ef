using Microsoft.Extensions.AI;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Encoder;

/// <summary>
/// Converts texts to embeddings with a transformer encoder from a sentence-transformers folder. There is no padding: on the CPU each text
/// is a run on one core; on a GPU texts are packed in rows. An embedding never depends on the other texts. Safe for concurrent use;
/// disposal waits for the runs in progress.
/// </summary>
public sealed class TextEncoder : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>
    /// The key in <see cref="Embedding.AdditionalProperties"/> that is true if the text was longer than <see cref="MaxTokens"/> and was
    /// cut.
    /// </summary>
    public const string TruncatedKey = "truncated";

    private readonly IEncoderSession _session;
    private readonly TextTokenizer _tokenizer;
    private readonly EmbeddingSettings _settings;
    private readonly MatryoshkaDimensions _allowedDimensions;
    private readonly EmbeddingGeneratorMetadata _metadata;

    private TextEncoder(
        IEncoderSession session, TextTokenizer tokenizer, EmbeddingSettings settings, EncoderModel model, DeviceChoice device)
    {
        (_session, _tokenizer, _settings, _allowedDimensions) = (session, tokenizer, settings, model.AllowedDimensions);
        (Fingerprint, MaxTokens, Device, Dimensions) = (model.Fingerprint, model.MaxTokens, device, model.Dimensions ?? session.Dimensions);
        _metadata = new EmbeddingGeneratorMetadata("SearchEngine", null, model.Name, Dimensions);
    }

    /// <summary>The size of an embedding.</summary>
    public int Dimensions { get; }

    /// <summary>The maximum number of tokens of a text, with prompt and special tokens; the rest is not read.</summary>
    public int MaxTokens { get; }

    /// <summary>
    /// Identifies everything that determines an embedding: weights, tokenizer, pooling, prompts and maximum length, but not precision and
    /// device.
    /// </summary>
    public string Fingerprint { get; }

    /// <summary>The device that the model runs on, and why it is not the preferred one.</summary>
    public DeviceChoice Device { get; }

    /// <summary>Why the graph could not be cached, and what to do about it; null if it was.</summary>
    public string? CacheNotice => _session.CacheNotice;

    /// <summary>Whether short texts now run in groups.</summary>
    internal bool UsesGroups => _session is EncoderSession { UsesGroups: true };

    /// <summary>Loads an encoder. The first time, its graph is generated and cached.</summary>
    /// <param name="folder">
    /// A model folder with config.json, tokenizer.json, model.safetensors (or shards, or an ONNX file) and the sentence-transformers files.
    /// </param>
    /// <param name="options">Precision, device and threads.</param>
    /// <exception cref="CheckpointException">A file is missing or damaged.</exception>
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

    /// <summary>Computes the <see cref="Fingerprint"/> of the encoder in a folder without loading it.</summary>
    /// <exception cref="CheckpointException">A file is missing or damaged.</exception>
    public static string ComputeFingerprint(string folder, EncoderOptions? options = null)
    {
        using EncoderSource source = EncoderSource.Open(folder, options ?? new EncoderOptions());
        return source.Model.Fingerprint;
    }

    /// <summary>Encodes one text.</summary>
    /// <param name="text">The text; may be empty.</param>
    /// <param name="role">The role, which determines the prompt.</param>
    /// <param name="embedding">Receives <see cref="Dimensions"/> numbers.</param>
    /// <returns>The number of tokens read, and whether the text was cut to <see cref="MaxTokens"/>.</returns>
    public (int Tokens, bool Truncated) Encode(string text, TextRole role, Span<float> embedding)
    {
        TokenizedText tokens = Tokenize(text, role);
        Run(tokens.Ids, embedding[..Dimensions]);
        return (tokens.Ids.Length, tokens.IsTruncated);
    }

    /// <summary>Encodes a tokenized text with its special tokens.</summary>
    /// <param name="ids">1 to <see cref="MaxTokens"/> token ids.</param>
    /// <param name="embedding">Receives <see cref="Dimensions"/> numbers.</param>
    public void Encode(ReadOnlySpan<int> ids, Span<float> embedding)
    {
        if (ids.IsEmpty || ids.Length > MaxTokens)
            throw new ArgumentOutOfRangeException(nameof(ids), ids.Length, $"1 to {MaxTokens} tokens can be encoded");
        Run(ids, embedding[..Dimensions]);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A text that occurs several times is encoded once. <see cref="EmbeddingGenerationOptions.Dimensions"/> may be any size that the model
    /// folder allows.
    /// </remarks>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        int size = options?.Dimensions ?? Dimensions;
        ValidateDimensions(size, nameof(options));
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
    /// <param name="getTokens">Returns the token ids of a text by its index, with special tokens; called from any thread.</param>
    /// <param name="embeddings">Receives the embedding of each text, in full size.</param>
    /// <param name="cancellationToken">Checked between runs.</param>
    internal Task EncodeAllAsync(Func<int, int[]> getTokens, float[][] embeddings, CancellationToken cancellationToken) =>
        _session.RunAllAsync(getTokens, embeddings, cancellationToken);

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        if (serviceType == typeof(EmbeddingGeneratorMetadata)) return _metadata;
        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Waits for the runs in progress and releases the model.</summary>
    public void Dispose() => _session.Dispose();

    /// <summary>Returns the index of each text among the distinct texts, and the first occurrence of each distinct text.</summary>
    private static (int[] First, int[] Distinct) FindDistinct(string[] texts)
    {
        Dictionary<string, int> indices = new(texts.Length, StringComparer.Ordinal);
        List<int> distinct = [];
        int[] first = new int[texts.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            if (indices.TryAdd(texts[i], distinct.Count)) distinct.Add(i);
            first[i] = indices[texts[i]];
        }
        return (first, [.. distinct]);
    }

    private void ValidateDimensions(int size, string parameter)
    {
        if (size == Dimensions || _allowedDimensions.Allows(size, _session.Dimensions)) return;
        throw new ArgumentException(
            $"{_metadata.DefaultModelId} has {Dimensions} dimensions, but {size} were requested; its folder allows "
            + _allowedDimensions.Describe(_session.Dimensions),
            parameter);
    }

    private TokenizedText Tokenize(string text, TextRole role)
    {
        ArgumentNullException.ThrowIfNull(text);
        string prompt = role == TextRole.Query ? _settings.QueryPrompt : _settings.DocumentPrompt;
        return _tokenizer.Encode(prompt.Length == 0 ? text : prompt + text, new TokenizeOptions { MaxLength = MaxTokens });
    }

    private void Run(ReadOnlySpan<int> ids, Span<float> embedding)
    {
        if (embedding.Length == _session.Dimensions)
        {
            _session.Run(ids, embedding);
            return;
        }
        float[] full = new float[_session.Dimensions];
        _session.Run(ids, full);
        TruncateDimensions(full, embedding.Length).CopyTo(embedding);
    }

    /// <summary>Truncates an embedding, and normalizes it again if the model does.</summary>
    private float[] TruncateDimensions(float[] full, int size)
    {
        if (size == full.Length) return full;
        float[] truncated = full[..size];
        if (_settings.Normalize) Pooling.Normalize(truncated);
        return truncated;
    }

    private readonly record struct TokenCount(int Tokens, bool IsTruncated);
}
