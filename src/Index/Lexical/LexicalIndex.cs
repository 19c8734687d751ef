using Lucene.Net.Index;
using Lucene.Net.Search;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;
using Directory = Lucene.Net.Store.Directory;

namespace SearchEngine.Index.Lexical;

/// <summary>BM25 over a Lucene.Net index in a folder.</summary>
/// <remarks>
/// Lucene's write lock is not used, as it does not hold between processes on Linux; the index has a lock of its own. Only the process that holds it may
/// call <see cref="Update"/>; calls are made one at a time.
/// </remarks>
internal sealed class LexicalIndex : ILexicalIndex
{
    /// <summary>Many times what writing a commit of a few files takes.</summary>
    private static readonly TimeSpan FirstCommitTimeout = TimeSpan.FromMilliseconds(500);

    private readonly string _folder;
    private readonly Directory _directory;
    private readonly TextAnalyzer _fullAnalyzer, _contentAnalyzer;
    private readonly LexicalQueryBuilder _queryBuilder;
    private LuceneWriter? _writer;
    private volatile SearcherManager? _searcherManager;

    /// <summary>Opens what is committed in <paramref name="folder"/>; nothing if there is no such folder.</summary>
    /// <param name="folder">Where it lies, or will.</param>
    /// <param name="options">What to do otherwise than the product.</param>
    /// <exception cref="DamagedIndexException">Lucene cannot read it.</exception>
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

    public DerivedStamp Stamp
    {
        get
        {
            using ILexicalSnapshot snapshot = Snapshot();
            return snapshot.Stamp;
        }
    }

    public int Count
    {
        get
        {
            using ILexicalSnapshot snapshot = Snapshot();
            return snapshot.Count;
        }
    }

    public ILexicalSnapshot Snapshot()
    {
        while (true)
        {
            SearcherManager? searchers = _searcherManager;
            try
            {
                return new LexicalSnapshot(_folder, searchers, _queryBuilder);
            }
            catch (ObjectDisposedException) when (searchers != _searcherManager)
            {
                // The index was made anew, and its searchers with it.
            }
        }
    }

    public void Update(IEnumerable<long> removed, IEnumerable<ChunkWords> added, DerivedStamp stamp)
    {
        _writer ??= TranslateErrors(() => new LuceneWriter(_directory, _fullAnalyzer));
        try
        {
            TranslateErrors(() =>
            {
                _writer.Commit(Stamp.Source != stamp.Source, removed, added, stamp);
                return true;
            });
        }
        catch
        {
            _writer.Rollback();
            _writer = null;
            throw;
        }
        Refresh();
    }

    public void Refresh() => TranslateErrors(() =>
    {
        if (_searcherManager is { } searchers) Refresh(searchers);
        else if (System.IO.Directory.Exists(_folder) && DirectoryReader.IndexExists(_directory)) _searcherManager = OpenFirstCommit();
        return true;
    });

    /// <summary>Lucene writes a commit in place and falls back to the one before where it meets half of one. The very first has none before: it is waited for.</summary>
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
    /// Looks for a newer commit. Lucene alone would not see one that says something else of itself and changes nothing, and would take the files of an index that was made anew for
    /// those it has open.
    /// </summary>
    private void Refresh(SearcherManager searchers)
    {
        SegmentInfos last = new();
        last.Read(_directory);
        using ReferenceContext<IndexSearcher> before = searchers.GetContext();
        if (LuceneWriter.ReadIncarnation(last.UserData) != LuceneWriter.ReadIncarnation(((LiveSearcher)before.Reference).CommitData))
        {
            _searcherManager = CreateSearcherManager();
            searchers.Dispose();
            return;
        }
        searchers.MaybeRefreshBlocking();
        using ReferenceContext<IndexSearcher> after = searchers.GetContext();
        LiveSearcher searcher = (LiveSearcher)after.Reference;
        if (searcher.Version == last.Version && LuceneWriter.ReadStamp(last.UserData).Generation > LuceneWriter.ReadStamp(searcher.CommitData).Generation) searcher.CommitData = last.UserData;
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _searcherManager?.Dispose();
        _directory.Dispose();
        _fullAnalyzer.Dispose();
        _contentAnalyzer.Dispose();
    }

    private T TranslateErrors<T>(Func<T> work) => ErrorTranslation.RunLucene(_folder, work);

    private sealed class LiveSearcherFactory : SearcherFactory
    {
        public override IndexSearcher NewSearcher(IndexReader reader) => new LiveSearcher((DirectoryReader)reader);
    }
}
