using SearchEngine.Encoder;
using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Checking;
using SearchEngine.Index.Filters;
using SearchEngine.Indexing;
using SearchEngine.Searching;

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
public sealed class KnowledgeBase : IAsyncDisposable
{
    private readonly KnowledgeBaseOptions _options;
    private readonly Lazy<Task<TextEncoder>> _encoder;
    private readonly Indexer _indexer;
    private readonly Lock _opening = new();
    private readonly List<SearchIndex> _replaced = [];
    private SearchIndex? _reader;
    private volatile string? _indexNotice;

    private KnowledgeBase(KnowledgeBaseOptions options)
    {
        _options = options;
        _encoder = new Lazy<Task<TextEncoder>>(() => Task.Run(() => TextEncoder.Load(options.ModelFolder, options.Encoder)));
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
            TextEncoder? encoder = _encoder.IsValueCreated && _encoder.Value is { IsCompletedSuccessfully: true } loaded ? loaded.Result : null;
            return [.. new[] { encoder?.Device.Notice, encoder?.CacheNotice, _indexNotice }.OfType<string>()];
        }
    }

    /// <summary>Opens a knowledge base; the index folder need not exist yet.</summary>
    /// <exception cref="IndexException">The folder holds something else, or is damaged beyond what can be made again.</exception>
    public static Task<KnowledgeBase> OpenAsync(KnowledgeBaseOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        KnowledgeBase knowledge = new(options ?? new KnowledgeBaseOptions());
        if (knowledge._options.PreloadEncoder) _ = knowledge._encoder.Value;
        knowledge.TryOpenReader();
        return Task.FromResult(knowledge);
    }

    /// <summary>
    /// Brings the index up to date with a folder. Unchanged files cost a look at their size and time; unchanged passages are not encoded again.
    /// An empty folder that was never indexed leaves the index as it was.
    /// </summary>
    /// <param name="folder">The folder; its name becomes the collection's.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellationToken">Ends it between two documents or passages; what was committed stays.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IndexLockedException">Another process writes the index.</exception>
    public Task<IndexReport> IndexAsync(string folder, IProgress<IndexProgress>? progress = null, CancellationToken cancellationToken = default) =>
        IndexAsync(folder, new IndexOptions(), progress, cancellationToken);

    /// <inheritdoc cref="IndexAsync(string, IProgress{IndexProgress}, CancellationToken)"/>
    /// <param name="folder">The folder.</param>
    /// <param name="options">How files are compared, and the collection's name.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellationToken">Ends it between two documents or passages; what was committed stays.</param>
    /// <exception cref="IndexException">The collection's name is that of another folder.</exception>
    public async Task<IndexReport> IndexAsync(
        string folder, IndexOptions options, IProgress<IndexProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        string root = FullPath(folder);
        if (!Directory.Exists(root)) throw new DirectoryNotFoundException($"there is no folder '{folder}'");
        if (TryOpenReader() is { } index)
        {
            (bool upToDate, int unchanged) = _indexer.Compare(index, root, options);
            if (upToDate) return NothingToDo(unchanged);
        }
        if (_indexer.IsEmpty(root) && CollectionOf(root) is null) return NothingToDo(unchanged: 0);
        return await _indexer.IndexFolderAsync(root, options, TryOpenReader()?.Model, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Brings a collection up to date with a program's own documents; those it had and <paramref name="documents"/> lacks are removed.</summary>
    /// <param name="collection">Name of the collection.</param>
    /// <param name="documents">All of its documents; enumerated once.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellationToken">Ends it between two documents or passages; what was committed stays.</param>
    /// <exception cref="IndexLockedException">Another process writes the index.</exception>
    public Task<IndexReport> IndexAsync(
        string collection, IAsyncEnumerable<Document> documents, IProgress<IndexProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(collection);
        ArgumentNullException.ThrowIfNull(documents);
        return _indexer.IndexDocumentsAsync(collection, documents, TryOpenReader()?.Model, progress, cancellationToken);
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
        if (TryOpenReader() is not { } index) return SearchResults.Nothing(query);
        options ??= new QueryOptions();
        try
        {
            return await SearchAsync(index, query, options, cancellationToken).ConfigureAwait(false);
        }
        catch (DamagedIndexException e)
        {
            return await SearchAsync(Repaired(index, e), query, options, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<SearchResults> SearchAsync(SearchIndex index, string query, QueryOptions options, CancellationToken cancellation)
    {
        index.Refresh();
        return new Searcher(index, () => _encoder.Value).SearchAsync(query, options, cancellation);
    }

    /// <summary>Says what the index holds.</summary>
    public Task<KnowledgeBaseStatus> StatusAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Status());
    }

    private KnowledgeBaseStatus Status()
    {
        string model = Path.GetFileName(Path.TrimEndingDirectorySeparator(_options.ModelFolder));
        if (TryOpenReader() is not { } index) return new KnowledgeBaseStatus(_options.IndexPath, model, 0, 0, 0, 0, 0, []);
        index.Refresh();
        CatalogCounts counts = index.Catalog.Count(index.Model);
        return new KnowledgeBaseStatus(
            _options.IndexPath, model, counts.Indexed, counts.Skipped, counts.Failed, counts.Chunks, counts.EmbeddedChunks,
            [.. index.Catalog.Collections().Select(collection => new CollectionStatus(collection.Name, collection.Root))]);
    }

    /// <summary>Whether the index has a collection of that name.</summary>
    public bool HasCollection(string name) => TryOpenReader()?.Catalog.Collections().Any(collection => collection.Name == name) == true;

    /// <summary>Name of the collection of a folder; null where it was not indexed.</summary>
    public string? CollectionOf(string folder) => TryOpenReader() is { } index ? CollectionNames.OfRoot(FullPath(folder), index.Catalog.Collections())?.Name : null;

    /// <summary>Closes the index and frees the encoder once the calls under way are done.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_encoder.IsValueCreated)
        {
            await ((Task)_encoder.Value).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_encoder.Value.IsCompletedSuccessfully) _encoder.Value.Result.Dispose();
        }
        _reader?.Dispose();
        foreach (SearchIndex index in _replaced) index.Dispose();
    }

    private static IndexReport NothingToDo(int unchanged) => new(0, unchanged, 0, 0, [], 0, TimeSpan.Zero);

    private static string FullPath(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    /// <summary>The index for reading; null while nothing was ever indexed.</summary>
    private SearchIndex? TryOpenReader()
    {
        lock (_opening) return _reader ??= SearchIndex.Exists(_options.IndexPath) ? OpenReader() : null;
    }

    /// <summary>
    /// Opens the index for reading; where it is of an older version, or what is derived from the catalog is missing, damaged or behind, that is mended first. Where it
    /// cannot be written, what is committed is searched. Null where another process has only just begun to make it.
    /// </summary>
    private SearchIndex? OpenReader()
    {
        try
        {
            SearchIndex index = SearchIndex.Open(_options.IndexPath, IndexAccess.Read);
            if (index.IsCurrent) return index;
            index.Dispose();
        }
        catch (Exception e) when (IsMendable(e))
        {
            // Opening for writing mends it, or says what cannot be mended.
        }
        IndexException? hindrance = null;
        try
        {
            SearchIndex.Open(_options.IndexPath, IndexAccess.Write).Dispose();
        }
        catch (IndexLockedException e)
        {
            // Whoever writes brings it up to date; what is committed can be searched meanwhile.
            hindrance = e;
        }
        catch (IndexException e)
        {
            // A read-only or a full disk, or damage, which reading meets too.
            hindrance = e;
            _indexNotice = $"{e.Message} Not all that it holds can be found yet.";
        }
        try
        {
            return SearchIndex.Open(_options.IndexPath, IndexAccess.Read);
        }
        catch (OutdatedIndexException e) when (e.IsEmpty && hindrance is IndexLockedException)
        {
            return null;
        }
        catch (IndexException e) when (hindrance is not null && IsMendable(e))
        {
            throw new IndexException($"{e.Message} It cannot be done now: {hindrance.Message}", e);
        }
    }

    private static bool IsMendable(Exception e) => e is DamagedIndexException or OutdatedIndexException;

    /// <summary>
    /// The index after a search met damage in it: once it is made anew from the catalog. Searches that still use the damaged one keep it until this is closed.
    /// </summary>
    private SearchIndex Repaired(SearchIndex damaged, DamagedIndexException damage)
    {
        lock (_opening)
        {
            if (_reader is { } other && other != damaged) return other;
            try
            {
                IndexDoctor.RepairDerived(_options.IndexPath);
            }
            catch (IndexException e) when (e is IndexLockedException or ReadOnlyIndexException)
            {
                throw new IndexException($"{damage.Message} It cannot be done now: {e.Message}", damage);
            }
            _indexNotice = $"{damage.Path} was damaged ({damage.Reason}) and was made anew from the catalog; check the disk";
            _replaced.Add(damaged);
            return _reader = OpenReader() ?? throw damage;
        }
    }
}
