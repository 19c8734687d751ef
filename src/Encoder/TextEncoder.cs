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
    public const string Truncated = "truncated";

    private readonly IEncoderSession _session;
    private readonly TextTokenizer _tokenizer;
    private readonly EmbeddingSettings _settings;
    private readonly EmbeddingGeneratorMetadata _metadata;

    private TextEncoder(IEncoderSession session, TextTokenizer tokenizer, EmbeddingSettings settings, EncoderModel model, DeviceChoice device)
    {
        (_session, _tokenizer, _settings) = (session, tokenizer, settings);
        (Fingerprint, MaxTokens, Device) = (model.Fingerprint, model.MaxTokens, device);
        _metadata = new EmbeddingGeneratorMetadata("SearchEngine", null, model.Name, model.Shape.Hidden);
    }

    /// <summary>Length of an embedding.</summary>
    public int Dimensions => _session.Dimensions;

    /// <summary>Longest input in tokens, prompt and special tokens counted; what is beyond is not read.</summary>
    public int MaxTokens { get; }

    /// <summary>Identifies what decides an embedding: weights, tokenizer, pooling, prompts and length. Precision and device do not enter.</summary>
    public string Fingerprint { get; }

    /// <summary>Where it runs, and why not where it was asked to.</summary>
    public DeviceChoice Device { get; }

    /// <summary>Whether so many short texts have come that they now run in groups.</summary>
    internal bool FormsGroups => _session is EncoderSession { FormsGroups: true };

    /// <summary>Loads an encoder; the graph is written to the cache the first time.</summary>
    /// <param name="folder">A model folder: config.json, model.safetensors, tokenizer.json and the sentence-transformers files.</param>
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
            using Checkpoint checkpoint = Checkpoint.Open(folder);
            EmbeddingSettings settings = EmbeddingSettings.Read(folder);
            EncoderModel model = EncoderModel.Describe(checkpoint, settings);
            DeviceChoice device = DeviceChoice.Resolve(options.Device);
            session = EncoderSession.Create(checkpoint, settings, model, options, device.Device);
            // Loading is synchronous, and by now the vocabulary is long read.
            TextTokenizer vocabulary = tokenizer.GetAwaiter().GetResult();
            model.RequireRowsFor(vocabulary, folder);
            return new TextEncoder(session, vocabulary, settings, model, device);
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
    public static string Identify(string folder)
    {
        using Checkpoint checkpoint = Checkpoint.Open(folder);
        return EncoderModel.Describe(checkpoint, EmbeddingSettings.Read(folder)).Fingerprint;
    }

    /// <summary>Encodes one text.</summary>
    /// <param name="text">The text; empty is allowed.</param>
    /// <param name="role">Which prompt comes before it.</param>
    /// <param name="embedding">Receives <see cref="Dimensions"/> numbers.</param>
    /// <returns>Tokens read, and whether the text was cut to <see cref="MaxTokens"/>.</returns>
    public (int Tokens, bool Truncated) Encode(string text, TextRole role, Span<float> embedding)
    {
        TokenizedText tokens = Tokenize(text, role);
        _session.Run(tokens.Ids, embedding);
        return (tokens.Ids.Length, tokens.Truncated);
    }

    /// <summary>Encodes tokens that were made elsewhere, special tokens and all.</summary>
    /// <param name="ids">1 to <see cref="MaxTokens"/> token ids.</param>
    /// <param name="embedding">Receives <see cref="Dimensions"/> numbers.</param>
    public void Encode(ReadOnlySpan<int> ids, Span<float> embedding)
    {
        if (ids.IsEmpty || ids.Length > MaxTokens) throw new ArgumentOutOfRangeException(nameof(ids), ids.Length, $"1 to {MaxTokens} tokens can be encoded");
        _session.Run(ids, embedding);
    }

    /// <inheritdoc/>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (options?.Dimensions is { } wanted && wanted != Dimensions)
            throw new ArgumentException($"{_metadata.DefaultModelId} gives {Dimensions} dimensions; {wanted} were asked for", nameof(options));

        TextRole role = options.RoleOrDefault();
        string[] texts = [.. values];
        float[][] vectors = [.. texts.Select(_ => new float[Dimensions])];
        bool[] truncated = new bool[texts.Length];
        long tokens = 0;
        await EncodeAllAsync(
            text =>
            {
                TokenizedText tokenized = Tokenize(texts[text], role);
                truncated[text] = tokenized.Truncated;
                Interlocked.Add(ref tokens, tokenized.Ids.Length);
                return tokenized.Ids;
            },
            vectors,
            cancellationToken).ConfigureAwait(false);

        return new GeneratedEmbeddings<Embedding<float>>(vectors.Select((vector, text) => new Embedding<float>(vector)
        {
            ModelId = _metadata.DefaultModelId,
            AdditionalProperties = truncated[text] ? new() { [Truncated] = true } : null,
        }))
        {
            Usage = new UsageDetails { InputTokenCount = tokens, TotalTokenCount = tokens },
        };
    }

    /// <summary>Encodes many texts on all threads.</summary>
    /// <param name="tokensOf">Token ids of a text by its index, special tokens and all; called from any thread.</param>
    /// <param name="embeddings">One a text, <see cref="Dimensions"/> long; receive the results.</param>
    /// <param name="cancellationToken">Heeded between runs.</param>
    internal Task EncodeAllAsync(Func<int, int[]> tokensOf, float[][] embeddings, CancellationToken cancellationToken) =>
        _session.RunAllAsync(tokensOf, embeddings, cancellationToken);

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        return serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Waits for the runs under way, then frees the model.</summary>
    public void Dispose() => _session.Dispose();

    private TokenizedText Tokenize(string text, TextRole role)
    {
        ArgumentNullException.ThrowIfNull(text);
        string prompt = role == TextRole.Query ? _settings.QueryPrompt : _settings.DocumentPrompt;
        return _tokenizer.Encode(prompt.Length == 0 ? text : prompt + text, new TokenizeOptions { MaxLength = MaxTokens });
    }
}
