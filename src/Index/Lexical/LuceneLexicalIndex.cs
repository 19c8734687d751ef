using Lucene.Net.Index;
using Lucene.Net.Search;
using SearchEngine.Index.Contracts;
using Directory = Lucene.Net.Store.Directory;

namespace SearchEngine.Index.Lexical;

/// <summary>BM25 over a Lucene.Net index in a folder.</summary>
/// <remarks>
/// Lucene's write lock is not used, as it does not hold between processes on Linux; the index has a lock of its own. Only the process that holds it may
/// call <see cref="Update"/>; calls are made one at a time.
/// </remarks>
internal sealed class LuceneLexicalIndex : ILexicalIndex
{
    /// <summary>Many times what writing a commit of a few files takes.</summary>
    private static readonly TimeSpan FirstCommit = TimeSpan.FromMilliseconds(500);

    private readonly string _folder;
    private readonly Directory _directory;
    private readonly TextAnalyzer _everything, _content;
    private readonly LexicalQuery _queries;
    private LuceneWriter? _writer;
    private volatile SearcherManager? _searchers;

    /// <summary>Opens what is committed in <paramref name="folder"/>; nothing if there is no such folder.</summary>
    /// <param name="folder">Where it lies, or will.</param>
    /// <param name="options">What to do otherwise than the product.</param>
    /// <exception cref="DamagedIndexException">Lucene cannot read it.</exception>
    public LuceneLexicalIndex(string folder, LexicalOptions? options = null)
    {
        options ??= new LexicalOptions();
        _folder = folder;
        _directory = options.Open(folder);
        _everything = new TextAnalyzer(keepStopWords: true, options);
        _content = new TextAnalyzer(keepStopWords: false, options);
        _queries = new LexicalQuery(_content, _everything, options.MaxTerms);
        Refresh();
    }

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
            SearcherManager? searchers = _searchers;
            try
            {
                return new LuceneSnapshot(_folder, searchers, _queries);
            }
            catch (ObjectDisposedException) when (searchers != _searchers)
            {
                // The index was made anew, and its searchers with it.
            }
        }
    }

    public void Update(IEnumerable<long> removed, IEnumerable<ChunkWords> added, DerivedStamp stamp)
    {
        _writer ??= Guard(() => new LuceneWriter(_directory, _everything));
        try
        {
            Guard(() =>
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

    public void Refresh() => Guard(() =>
    {
        if (_searchers is { } searchers) Refresh(searchers);
        else if (System.IO.Directory.Exists(_folder) && DirectoryReader.IndexExists(_directory)) _searchers = OpenFirst();
        return true;
    });

    /// <summary>Lucene writes a commit in place and falls back to the one before where it meets half of one. The very first has none before: it is waited for.</summary>
    private SearcherManager OpenFirst()
    {
        SearcherManager? opened = null;
        SpinWait.SpinUntil(() => (opened = TryOpen()) is not null, FirstCommit);
        return opened ?? OpenSearchers();
    }

    private SearcherManager OpenSearchers() => new(_directory, new LiveSearchers());

    private SearcherManager? TryOpen()
    {
        try
        {
            return OpenSearchers();
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
        if (LuceneWriter.BirthOf(last.UserData) != LuceneWriter.BirthOf(((LiveSearcher)before.Reference).CommitData))
        {
            _searchers = OpenSearchers();
            searchers.Dispose();
            return;
        }
        searchers.MaybeRefreshBlocking();
        using ReferenceContext<IndexSearcher> after = searchers.GetContext();
        LiveSearcher searcher = (LiveSearcher)after.Reference;
        if (searcher.Version == last.Version && LuceneWriter.Stamp(last.UserData).Generation > LuceneWriter.Stamp(searcher.CommitData).Generation) searcher.CommitData = last.UserData;
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _searchers?.Dispose();
        _directory.Dispose();
        _everything.Dispose();
        _content.Dispose();
    }

    private T Guard<T>(Func<T> work) => LuceneFaults.Guard(_folder, work);

    private sealed class LiveSearchers : SearcherFactory
    {
        public override IndexSearcher NewSearcher(IndexReader reader) => new LiveSearcher((DirectoryReader)reader);
    }
}
