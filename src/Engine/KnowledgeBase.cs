using Microsoft.Extensions.AI;
using SearchEngine.Encoder;
using SearchEngine.Generator;
using SearchEngine.Index;
using SearchEngine.Index.Contracts;
using SearchEngine.Ingestion;
using SearchEngine.Models;
using SearchEngine.Reranker;

namespace SearchEngine;

/// <summary>
/// Indexes documents from folders or from an application, finds passages by words and by meaning, and answers questions with citations.
/// Thread-safe. Any number of processes can search an index, and one at a time can write it.
/// </summary>
/// <example>
/// <code>
/// await using var kb = await KnowledgeBase.OpenAsync(new KnowledgeBaseOptions { IndexPath = "kb.index" });
/// await kb.IndexAsync("docs/");
/// SearchResults results = await kb.QueryAsync("how are refunds handled?");
/// </code>
/// </example>
public sealed partial class KnowledgeBase : IAsyncDisposable, IDisposable
{
    private readonly KnowledgeBaseOptions _options;
    private readonly EncoderSettings _encoderSettings;
    private readonly LazyModel<PassageEncoder> _encoder;
    private readonly LazyModel<TokenEncoder> _tokenEncoder;
    private readonly LazyModel<IReranker> _reranker;
    private readonly LazyModel<IChatClient> _generator;
    private readonly Indexer _indexer;
    private readonly IndexHandle _index;
    private readonly CallTracker _calls = new();
    private readonly WriteLock _writeLock;

    private KnowledgeBase(KnowledgeBaseOptions options)
    {
        _options = options;
        _index = new IndexHandle(options.IndexPath);
        _writeLock = new WriteLock(_calls);
        _encoderSettings = options.ToEncoderSettings();
        _encoder = new LazyModel<PassageEncoder>(() => PassageEncoder.Load(_encoderSettings));
        _tokenEncoder = new LazyModel<TokenEncoder>(() => TokenEncoder.Load(options.GetAnswerEncoderFolder(), options.Encoder));
        _reranker = new LazyModel<IReranker>(
            () => options.CustomReranker ?? CrossEncoder.Load(options.RerankerFolder, options.Reranker),
            ownsModel: options.CustomReranker is null);
        _generator = new LazyModel<IChatClient>(
            () => options.ChatClient ?? Decoder.Load(options.GeneratorPath, options.Generator),
            ownsModel: options.ChatClient is null);
        _indexer = new Indexer(options.ToIngestionSettings(), _encoder.GetAsync);
    }

    /// <summary>
    /// Problems that the user should know about, with what to do about them, such as a device that cannot be used, a cache that cannot be
    /// written, or an index that was repaired. Problems of a model are listed after it is loaded.
    /// </summary>
    public IReadOnlyList<string> Notices
    {
        get
        {
            using CallTracker.Call call = _calls.Begin();
            CrossEncoder? reranker = _reranker.Loaded as CrossEncoder;
            Decoder? generator = _generator.Loaded?.GetService<Decoder>();
            IEnumerable<string?> notices =
            [
                .. _encoder.Loaded?.Notices ?? [],
                reranker?.Device.Notice,
                reranker?.CacheNotice,
                .. generator?.Notices ?? [],
                _index.Notice,
            ];
            // Models share the device and the cache, so they report the same problems.
            return [.. notices.OfType<string>().Distinct()];
        }
    }

    /// <summary>Opens a knowledge base. The index folder need not exist yet.</summary>
    /// <param name="options">The index, the models, and how documents are read.</param>
    /// <param name="cancellationToken">Cancels before the index is opened.</param>
    /// <exception cref="IndexException">The folder contains something else, or the index is damaged and cannot be repaired.</exception>
    public static async Task<KnowledgeBase> OpenAsync(KnowledgeBaseOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        KnowledgeBase knowledge = Create(options ?? new KnowledgeBaseOptions());
        try
        {
            await Task.Run(knowledge._index.GetOrOpen, cancellationToken).ConfigureAwait(false);
            return knowledge;
        }
        catch
        {
            await knowledge.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Closes the index and frees the models, after the calls in progress. Indexing stops; what was committed is kept.</summary>
    public async ValueTask DisposeAsync()
    {
        await _calls.CloseAsync().ConfigureAwait(false);
        await _encoder.DisposeAsync().ConfigureAwait(false);
        await _tokenEncoder.DisposeAsync().ConfigureAwait(false);
        await _reranker.DisposeAsync().ConfigureAwait(false);
        await _generator.DisposeAsync().ConfigureAwait(false);
        _index.Dispose();
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Creates a knowledge base that opens its index on first use.</summary>
    internal static KnowledgeBase Create(KnowledgeBaseOptions options)
    {
        KnowledgeBase knowledge = new(options);
        if (options.PreloadEncoder) _ = knowledge._encoder.GetAsync();
        if (options.PreloadReranker) _ = knowledge._reranker.GetAsync();
        if (options.PreloadGenerator) _ = knowledge._generator.GetAsync();
        return knowledge;
    }

    private static string GetFullPath(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
}
