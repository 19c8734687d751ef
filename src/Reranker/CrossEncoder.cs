using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Reranker;

/// <summary>
/// Scores how well passages answer a query, reading both together (Nogueira and Cho 2019), and marks the words that do. Nothing is padded: on the CPU a pair is a run of its own on
/// one core, and as many run at once as there are cores; on CUDA many pairs are packed in one row. In both, no score depends on what is scored beside it. Safe for concurrent
/// use; disposal waits for the runs under way.
/// </summary>
public sealed class CrossEncoder : IReranker, IDisposable
{
    // The shipped model was trained on passages of up to 150 tokens; up to 250 one pass is as good as windows and costs less.
    private const int MaxUnsplitTokens = 250, WindowSize = 150, WindowStride = 100;

    private readonly ICrossEncoderSession _session;
    private readonly TextTokenizer _tokenizer;
    private readonly PairWindowOptions _windowOptions;
    private readonly int _threads;

    private CrossEncoder(ICrossEncoderSession session, TextTokenizer tokenizer, CrossEncoderShape shape, DeviceChoice device, int threads)
    {
        (_session, _tokenizer, Device, _threads) = (session, tokenizer, device, threads);
        (MaxTokens, SupportsAnswerSpans) = (shape.Encoder.MaxTokens, shape.HasSpans);
        _windowOptions = new PairWindowOptions(MaxTokens, MaxUnsplitTokens, WindowSize, WindowStride);
    }

    /// <summary>Longest pair in tokens, special tokens counted; a query keeps at most half, longer passages are read window by window.</summary>
    public int MaxTokens { get; }

    /// <summary>Whether the model marks the words that answer (<see cref="PassageScore.Answer"/>).</summary>
    public bool SupportsAnswerSpans { get; }

    /// <summary>Where it runs, and why not where it was asked to.</summary>
    public DeviceChoice Device { get; }

    /// <summary>Why the written graph could not be kept in the cache, and the way out; null where it was.</summary>
    public string? CacheNotice => _session.CacheNotice;

    /// <summary>Loads a cross-encoder; the graph is written to the cache the first time.</summary>
    /// <param name="folder">A model folder: config.json, model.safetensors, tokenizer.json. Families: BERT, RoBERTa, XLM-RoBERTa, ModernBERT, for sequence classification with one label.</param>
    /// <param name="options">Precision, device, threads.</param>
    /// <exception cref="CheckpointException">A file is missing or damaged, or the folder holds no cross-encoder; the message names it.</exception>
    public static CrossEncoder Load(string folder, CrossEncoderOptions? options = null) => Load(folder, options ?? new CrossEncoderOptions(), CrossEncoderSession.Create);

    /// <summary>Loads a cross-encoder that runs as <paramref name="create"/> has it.</summary>
    internal static CrossEncoder Load(string folder, CrossEncoderOptions options, Func<Checkpoint, CrossEncoderShape, LogitReader, CrossEncoderOptions, Device, ICrossEncoderSession> create)
    {
        Task<TextTokenizer> tokenizer = TextTokenizer.LoadAsync(folder);
        ICrossEncoderSession? session = null;
        try
        {
            using Checkpoint checkpoint = Checkpoint.Open(folder);
            CrossEncoderShape shape = CrossEncoderGraph.Describe(checkpoint);
            DeviceChoice device = DeviceChoice.Resolve(options.Device);
            session = create(checkpoint, shape, new LogitReader(checkpoint.Folder, Calibration.Read(checkpoint.Config)), options, device.Device);
            TextTokenizer vocabulary = tokenizer.GetAwaiter().GetResult();
            if (vocabulary.VocabularySize > shape.Encoder.Vocabulary)
                throw new CheckpointException(Path.Combine(folder, "tokenizer.json"), "vocabulary", $"has {vocabulary.VocabularySize} tokens, but the model's embedding has {shape.Encoder.Vocabulary} rows; they are not of one model: copy both again");
            return new CrossEncoder(session, vocabulary, shape, device, options.Threads);
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }

    /// <summary>Scores one passage.</summary>
    /// <param name="query">A question, or words.</param>
    /// <param name="passage">The passage; one of more than 250 tokens is read in windows, of which the best counts.</param>
    /// <exception cref="CheckpointException">The model is damaged: a score is not a number.</exception>
    public PassageScore Score(string query, string passage)
    {
        PairWindow[] windows = [.. SplitIntoWindows(query, passage)];
        PassageScore[] scores = new PassageScore[windows.Length];
        foreach (Range run in _session.Split(windows)) _session.Score(windows.AsSpan(run), scores.AsSpan(run));
        return scores.Aggregate(SelectBetter);
    }

    /// <inheritdoc/>
    /// <exception cref="CheckpointException">The model is damaged: a score is not a number.</exception>
    public Task<RerankResults> RerankAsync(string query, IReadOnlyList<string> passages, RerankOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(passages);
        return new BudgetedScorer(this, _session, query, passages, (options ?? new RerankOptions()).Budget, _threads).RunAsync(cancellationToken);
    }

    /// <summary>Waits for the runs under way, then frees the model.</summary>
    public void Dispose() => _session.Dispose();

    /// <summary>What of two windows of a passage counts.</summary>
    internal static PassageScore SelectBetter(PassageScore? one, PassageScore other) => one is null || other.Logit > one.Logit ? other : one;

    internal IReadOnlyList<PairWindow> SplitIntoWindows(string query, string passage) => _tokenizer.EncodeWindows(query, passage, _windowOptions);
}
