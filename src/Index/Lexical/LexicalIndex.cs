using Lucene.Net.Index;
using Lucene.Net.Search;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;
using Directory = Lucene.Net.Store.Directory;

namespace SearchEngine.Index.Lexical;

/// <summary>Finds chunks by their words: BM25 over a Lucene.Net index in a folder.</summary>
/// <remarks>
/// The index is derived from the catalog and can be rebuilt from it. Any number of threads may search during an update. Lucene's
/// write lock is not used, as it does not hold between processes on Linux: only the process that holds the index's writer lock
/// may call <see cref="Update"/>, one call at a time.
/// </remarks>
internal sealed class LexicalIndex : IDisposable
{
    /// <summary>How long to wait for a first commit: many times what writing its few files takes.</summary>
    private static readonly TimeSpan FirstCommitTimeout = TimeSpan.FromMilliseconds(500);

    private readonly string _folder;
    private readonly Directory _directory;
    private readonly TextAnalyzer _fullAnalyzer, _contentAnalyzer;
    private readonly LexicalQueryBuilder _queryBuilder;
    private LuceneWriter? _writer;
    private volatile SearcherManager? _searcherManager;

    /// <summary>Opens the last commit in <paramref name="folder"/>, or an empty index if the folder does not exist.</summary>
    /// <param name="folder">The folder of the index.</param>
    /// <param name="options">Settings other than the product's.</param>
    /// <exception cref="DamagedIndexException">Lucene cannot read the index.</exception>
    public LexicalIndex(string folder, LexicalOptions? options = null)
    {
        options ??= new LexicalOptions();
        _folder = folder;
        _directory = options.OpenDirectory(folder);
        _fullAnalyzer = new TextAnalyzer(keepStopWords: true, options);
        _contentAnalyzer = new TextAnalyzer(keepStopWords: false, options);
        _queryBuilder = new LexicalQueryBuilder(_contentAnalyzer, _fullAnalyzer, options.MaxTerms);
        Refresh();
    }

    /// <summary>Returns the source that the stamp of an index of this version names: the catalog and the analyzer.</summary>
    public static string GetSource(string catalog) => $"{catalog}/{TextAnalyzer.Version}";

    /// <summary>The state of the catalog that the last commit reflects.</summary>
    public DerivedStamp Stamp
    {
        get
        {
            using LexicalSnapshot snapshot = Snapshot();
            return snapshot.Stamp;
        }
    }

    /// <summary>The number of searchable chunks.</summary>
    public int Count
    {
        get
        {
            using LexicalSnapshot snapshot = Snapshot();
            return snapshot.Count;
        }
    }

    /// <summary>Returns the last commit, which stays readable until the snapshot is disposed.</summary>
    public LexicalSnapshot Snapshot()
    {
        while (true)
        {
            SearcherManager? searcherManager = _searcherManager;
            try
            {
                return new LexicalSnapshot(_folder, searcherManager, _queryBuilder);
            }
            catch (ObjectDisposedException) when (searcherManager != _searcherManager)
            {
                // The index was rebuilt, which replaces the searcher manager: try again with the new one.
            }
        }
    }

    /// <summary>
    /// Removes and adds chunks and commits both atomically under <paramref name="stamp"/>. A stamp with another source than
    /// before empties the index first.
    /// </summary>
    /// <param name="removed">Ids of removed chunks; unknown ids are ignored.</param>
    /// <param name="added">Chunks that are not in the index.</param>
    /// <param name="stamp">The state of the catalog after the update.</param>
    /// <exception cref="DamagedIndexException">Lucene cannot read the index.</exception>
    /// <exception cref="IOException">The disk is full, for example; the last commit is kept.</exception>
    public void Update(IEnumerable<long> removed, IEnumerable<ChunkWords> added, DerivedStamp stamp)
    {
        _writer ??= ErrorTranslation.RunLucene(_folder, () => new LuceneWriter(_directory, _fullAnalyzer));
        try
        {
            ErrorTranslation.RunLucene(_folder, () => _writer.Commit(Stamp.Source != stamp.Source, removed, added, stamp));
        }
        catch
        {
            _writer.Rollback();
            _writer = null;
            throw;
        }
        Refresh();
    }

    /// <summary>Makes commits of another process visible to new snapshots.</summary>
    /// <exception cref="DamagedIndexException">Lucene cannot read the index.</exception>
    public void Refresh() => ErrorTranslation.RunLucene(_folder, () =>
    {
        if (_searcherManager is { } searcherManager) Refresh(searcherManager);
        else if (System.IO.Directory.Exists(_folder) && DirectoryReader.IndexExists(_directory)) _searcherManager = OpenFirstCommit();
    });

    /// <summary>
    /// Waits for the very first commit to be complete. Lucene writes a commit in place and falls back to the previous one where
    /// it is incomplete, which the first one does not have.
    /// </summary>
    private SearcherManager OpenFirstCommit()
    {
        SearcherManager? opened = null;
        SpinWait.SpinUntil(() => (opened = TryCreateSearcherManager()) is not null, FirstCommitTimeout);
        return opened ?? CreateSearcherManager();
    }

    private SearcherManager CreateSearcherManager() => new(_directory, new LiveSearcherFactory());

    private SearcherManager? TryCreateSearcherManager()
    {
        try
        {
            return CreateSearcherManager();
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// Opens a newer commit where there is one. Lucene alone would miss a commit that changes only the commit data, and would
    /// confuse the files of a rebuilt index with those it has open.
    /// </summary>
    private void Refresh(SearcherManager searcherManager)
    {
        SegmentInfos lastCommit = new();
        lastCommit.Read(_directory);
        using ReferenceContext<IndexSearcher> before = searcherManager.GetContext();
        string openIncarnation = LuceneWriter.ReadIncarnation(((LiveSearcher)before.Reference).CommitData);
        if (LuceneWriter.ReadIncarnation(lastCommit.UserData) != openIncarnation)
        {
            _searcherManager = CreateSearcherManager();
            searcherManager.Dispose();
            return;
        }
        searcherManager.MaybeRefreshBlocking();
        using ReferenceContext<IndexSearcher> after = searcherManager.GetContext();
        LiveSearcher searcher = (LiveSearcher)after.Reference;
        if (searcher.Version != lastCommit.Version) return;
        long openGeneration = LuceneWriter.ReadStamp(searcher.CommitData).Generation;
        if (LuceneWriter.ReadStamp(lastCommit.UserData).Generation > openGeneration) searcher.CommitData = lastCommit.UserData;
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _searcherManager?.Dispose();
        _directory.Dispose();
        _fullAnalyzer.Dispose();
        _contentAnalyzer.Dispose();
    }

    private sealed class LiveSearcherFactory : SearcherFactory
    {
        public override IndexSearcher NewSearcher(IndexReader reader) => new LiveSearcher((DirectoryReader)reader);
    }
}
