using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Reranker;

/// <summary>
/// Scores how well passages answer a query by reading both together (Nogueira and Cho 2019), and marks the words that answer it. There is
/// no padding: on the CPU each pair is a run on one core; on CUDA many pairs are packed in a row. A score never depends on the other pairs.
/// Safe for concurrent use; disposal waits for the runs in progress.
/// </summary>
public sealed class CrossEncoder : IReranker, IDisposable
{
    // The shipped model was trained on passages of up to 150 tokens; up to 250 a single pass is as good as windows and cheaper.
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

    /// <summary>
    /// The maximum number of tokens of a pair, with special tokens. A query is cut to half of it; longer passages are read in windows.
    /// </summary>
    public int MaxTokens { get; }

    /// <summary>Whether the model marks the words that answer the query (<see cref="PassageScore.Answer"/>).</summary>
    public bool SupportsAnswerSpans { get; }

    /// <summary>The device that the model runs on, and why it is not the preferred one.</summary>
    public DeviceChoice Device { get; }

    /// <summary>Why the graph could not be cached, and what to do about it; null if it was.</summary>
    public string? CacheNotice => _session.CacheNotice;

    /// <summary>Loads a cross-encoder. The first time, its graph is generated and cached.</summary>
    /// <param name="folder">
    /// A model folder with config.json, model.safetensors and tokenizer.json, of a BERT, RoBERTa, XLM-RoBERTa or ModernBERT model for
    /// sequence classification with one label.
    /// </param>
    /// <param name="options">Precision, device and threads.</param>
    /// <exception cref="CheckpointException">A file is missing or damaged, or the model is not a cross-encoder.</exception>
    public static CrossEncoder Load(string folder, CrossEncoderOptions? options = null) =>
        Load(folder, options ?? new CrossEncoderOptions(), CrossEncoderSession.Create);

    internal static CrossEncoder Load(
        string folder,
        CrossEncoderOptions options,
        Func<Checkpoint, CrossEncoderShape, LogitReader, CrossEncoderOptions, Device, ICrossEncoderSession> createSession)
    {
        Task<TextTokenizer> tokenizer = TextTokenizer.LoadAsync(folder);
        ICrossEncoderSession? session = null;
        try
        {
            using Checkpoint checkpoint = Checkpoint.Open(folder);
            CrossEncoderShape shape = CrossEncoderGraph.Describe(checkpoint);
            DeviceChoice device = DeviceChoice.Resolve(options.Device);
            LogitReader reader = new(checkpoint.Folder, Calibration.Read(checkpoint.Config));
            session = createSession(checkpoint, shape, reader, options, device.Device);
            TextTokenizer vocabulary = tokenizer.GetAwaiter().GetResult();
            if (vocabulary.VocabularySize > shape.Encoder.Vocabulary)
            {
                throw new CheckpointException(
                    Path.Combine(folder, "tokenizer.json"),
                    "vocabulary",
                    $"has {vocabulary.VocabularySize} tokens, but the model's embedding has {shape.Encoder.Vocabulary} rows; "
                    + "tokenizer and weights are from different models: copy both again");
            }
            return new CrossEncoder(session, vocabulary, shape, device, options.Threads);
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }

    /// <summary>Scores one passage.</summary>
    /// <param name="query">A question or keywords.</param>
    /// <param name="passage">The passage. One of more than 250 tokens is read in windows and gets the score of the best one.</param>
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
    public Task<RerankResults> RerankAsync(
        string query, IReadOnlyList<string> passages, RerankBudget budget = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(passages);
        return new BudgetedScorer(this, _session, query, passages, budget, _threads).RunAsync(cancellationToken);
    }

    /// <summary>Waits for the runs in progress and releases the model.</summary>
    public void Dispose() => _session.Dispose();

    internal static PassageScore SelectBetter(PassageScore? one, PassageScore other) =>
        one is null || other.Logit > one.Logit ? other : one;

    internal IReadOnlyList<PairWindow> SplitIntoWindows(string query, string passage) =>
        _tokenizer.EncodeWindows(query, passage, _windowOptions);
}
