using Microsoft.Extensions.AI;
using SearchEngine.Answers;
using SearchEngine.Encoder;
using SearchEngine.Generator;
using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Filters;
using SearchEngine.Ingestion;
using SearchEngine.Models;
using SearchEngine.Reranker;
using SearchEngine.Search;
using SearchEngine.Telemetry;

namespace SearchEngine;

/// <summary>
/// The front door: documents go in by folder or from a program, passages come out by words and by meaning. Safe for concurrent use; any
/// number of processes may search one index, one at a time writes it.
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
    private readonly Lazy<Task<PassageEncoder>> _encoder;
    private readonly Lazy<Task<TokenEncoder>> _tokens;
    private readonly Lazy<Task<IReranker>> _reranker;
    private readonly Lazy<Task<IChatClient>> _generator;
    private readonly Indexer _indexer;
    private readonly IndexHandle _reader;
    private readonly CallTracker _calls = new();
    private readonly SemaphoreSlim _writing = new(1);

    private KnowledgeBase(KnowledgeBaseOptions options)
    {
        _options = options;
        _reader = new IndexHandle(options.IndexPath);
        _encoder = new Lazy<Task<PassageEncoder>>(() => Task.Run(() => PassageEncoder.Load(options)));
        _tokens = new Lazy<Task<TokenEncoder>>(() => Task.Run(() => TokenEncoder.Load(ModelFolders.Find(AnswerabilityClassifier.Default.Encoder), options.Encoder)));
        _reranker = new Lazy<Task<IReranker>>(() => Task.Run(() => options.CustomReranker ?? CrossEncoder.Load(options.RerankerFolder, options.Reranker)));
        _generator = new Lazy<Task<IChatClient>>(() => Task.Run(() => options.ChatClient ?? Decoder.Load(options.GeneratorPath, options.Generator)));
        _indexer = new Indexer(options, () => _encoder.Value);
    }

    /// <summary>
    /// What is not as it was asked for, each with the way out: a device that cannot start, a cache that cannot be written, an index that was repaired, or is behind and
    /// cannot be brought up to date where it lies. Empty where all is well, or nothing was loaded yet.
    /// </summary>
    public IReadOnlyList<string> Notices
    {
        get
        {
            CrossEncoder? reranker = LoadedOf(_reranker) as CrossEncoder;
            // One device and one cache serve both models, so what is wrong with them is said once.
            Decoder? generator = LoadedOf(_generator)?.GetService<Decoder>();
            return [.. ((string?[])[.. LoadedOf(_encoder)?.Notices ?? [], reranker?.Device.Notice, reranker?.CacheNotice, .. generator?.Notices ?? [], _reader.Notice]).OfType<string>().Distinct()];
        }
    }

    /// <summary>Opens a knowledge base; the index folder need not exist yet.</summary>
    /// <exception cref="IndexException">The folder holds something else, or is damaged beyond what can be made again.</exception>
    public static async Task<KnowledgeBase> OpenAsync(KnowledgeBaseOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        KnowledgeBase knowledge = new(options ?? new KnowledgeBaseOptions());
        if (knowledge._options.PreloadEncoder) _ = knowledge._encoder.Value;
        if (knowledge._options.PreloadReranker) _ = knowledge._reranker.Value;
        if (knowledge._options.PreloadGenerator) _ = knowledge._generator.Value;
        try
        {
            knowledge._reader.GetOrOpen();
            return knowledge;
        }
        catch
        {
            // A process that ends while its model still loads may crash in native code.
            await knowledge.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A document as it was indexed, with its whole text; null where the index has none of that name.</summary>
    /// <param name="collection">Name of its collection.</param>
    /// <param name="path">Its path in the collection, with forward slashes.</param>
    /// <param name="cancellationToken">Ends it before it begins.</param>
    /// <exception cref="IndexException">It was indexed by a version that did not keep its text.</exception>
    public Task<IndexedDocument?> GetAsync(string collection, string path, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using CallTracker.Call call = _calls.Enter();
        SearchIndex? index = _reader.GetOrOpen();
        CollectionEntry? known = index?.Catalog.GetCollections().FirstOrDefault(entry => entry.Name == collection);
        return Task.FromResult(known is null ? null : IndexContents.Find(index!.Catalog, known, path));
    }

    /// <summary>The documents that a name may mean: a file's path, a collection's name followed by the path in it, or that path alone.</summary>
    /// <param name="named">The name.</param>
    /// <returns>Collection and path of each.</returns>
    public IReadOnlyList<(string Collection, string Path)> FindDocuments(string named)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(named);
        using CallTracker.Call call = _calls.Enter();
        return _reader.GetOrOpen() is { } index ? [.. IndexContents.Named(index.Catalog, named).Select(found => (found.Collection.Name, found.Path))] : [];
    }

    /// <summary>What became of each file: indexed, skipped or failed, with the reason.</summary>
    /// <param name="collection">Name of a collection; null for all.</param>
    /// <param name="cancellationToken">Ends it before it begins.</param>
    public Task<IReadOnlyList<DocumentReport>> GetFilesAsync(string? collection = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using CallTracker.Call call = _calls.Enter();
        return Task.FromResult(_reader.GetOrOpen() is { } index ? IndexContents.Files(index.Catalog, collection) : []);
    }

    /// <summary>Finds documents.</summary>
    /// <param name="query">Words or a question; <c>"a phrase"</c> must occur as it stands, <c>-word</c> must not.</param>
    /// <param name="options">How many, where, and by which retrievers.</param>
    /// <param name="cancellationToken">Ends it between its stages.</param>
    /// <exception cref="ArgumentException">The query is empty, or a collection is not known.</exception>
    /// <exception cref="FilterException">The filter names a field or a collection that the index does not have.</exception>
    public async Task<SearchResults> QueryAsync(string query, QueryOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(query);
        using CallTracker.Call call = _calls.Enter();
        using Measurement measurement = Measurement.Retrieval(_options.IndexPath, query);
        SearchResults results = await measurement.WatchAsync(FindAsync(query, options ?? new QueryOptions(), cancellationToken)).ConfigureAwait(false);
        measurement.Found(results);
        return results;
    }

    private async Task<SearchResults> FindAsync(string query, QueryOptions options, CancellationToken cancellation)
    {
        if (_reader.GetOrOpen() is not { } index) return SearchResults.CreateEmpty(query);
        try
        {
            return await SearchAsync(index, query, options, cancellation).ConfigureAwait(false);
        }
        catch (DamagedIndexException e)
        {
            return await SearchAsync(_reader.Repair(index, e), query, options, cancellation).ConfigureAwait(false);
        }
    }

    private Task<SearchResults> SearchAsync(SearchIndex index, string query, QueryOptions options, CancellationToken cancellation)
    {
        index.Refresh();
        return new Searcher(index, () => _encoder.Value, () => _reranker.Value).SearchAsync(query, options, cancellation);
    }

    /// <summary>Says what the index holds.</summary>
    public Task<KnowledgeBaseStatus> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using CallTracker.Call call = _calls.Enter();
        return Task.FromResult(Status());
    }

    private KnowledgeBaseStatus Status()
    {
        string model = PassageEncoder.NameOf(_options);
        if (_reader.GetOrOpen() is not { } index) return new KnowledgeBaseStatus(_options.IndexPath, model, 0, 0, 0, 0, 0, []);
        index.Refresh();
        CatalogCounts counts = index.Catalog.GetCounts(index.Model);
        return new KnowledgeBaseStatus(
            _options.IndexPath, model, counts.Indexed, counts.Skipped, counts.Failed, counts.Chunks, counts.EmbeddedChunks,
            [.. index.Catalog.GetCollections().Select(collection => new CollectionStatus(collection.Name, collection.Root))]);
    }

    /// <summary>Whether the index has a collection of that name.</summary>
    public bool HasCollection(string name) => _reader.GetOrOpen()?.Catalog.GetCollections().Any(collection => collection.Name == name) == true;

    /// <summary>Name of the collection of a folder; null where it was not indexed.</summary>
    public string? FindCollection(string folder) => _reader.GetOrOpen() is { } index ? CollectionNames.OfRoot(FullPath(folder), index.Catalog.GetCollections())?.Name : null;

    /// <summary>Closes the index and frees the models once the calls under way are done; what is being indexed ends between two documents, and what was committed stays.</summary>
    public async ValueTask DisposeAsync()
    {
        await _calls.CloseAsync().ConfigureAwait(false);
        await FreeAsync(_encoder).ConfigureAwait(false);
        await FreeAsync(_tokens).ConfigureAwait(false);
        // What a program gave is the program's to dispose.
        if (_options.CustomReranker is null) await FreeAsync(_reranker).ConfigureAwait(false);
        if (_options.ChatClient is null) await FreeAsync(_generator).ConfigureAwait(false);
        _reader.Dispose();
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Waits for a model that is still loading: a process that ends meanwhile may crash in native code.</summary>
    private static async Task FreeAsync<T>(Lazy<Task<T>> model)
    {
        if (!model.IsValueCreated) return;
        await ((Task)model.Value).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (model.Value is { IsCompletedSuccessfully: true, Result: IDisposable loaded }) loaded.Dispose();
    }

    private static string FullPath(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
}
