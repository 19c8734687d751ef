using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;

namespace SearchEngine.Index.Lexical;

/// <summary>BM25 over a Lucene.Net index in a folder.</summary>
/// <remarks>
/// The directory is never memory-mapped: Lucene.Net's mapping can take the process down when a reader is closed during a search, and is many times
/// slower under parallel searches (apache/lucenenet issues 1013 and 1151). Lucene's write lock is not used, as it does not hold between processes on
/// Linux; the index has a lock of its own. Only the process that holds it may call <see cref="Update"/>; calls are made one at a time.
/// </remarks>
internal sealed class LuceneLexicalIndex : ILexicalIndex
{
    /// <summary>BM25's saturation of term frequency, and its correction for length (Robertson and Walker 1994). By nDCG@10 on NFCorpus and CoSQA dev.</summary>
    private const float K1 = 1.2f, B = 0.75f;

    private static readonly Similarity Bm25 = new BM25Similarity(K1, B);

    private readonly string _folder;
    private readonly FSDirectory _directory;
    private readonly TextAnalyzer _everything = new(keepStopWords: true);
    private readonly TextAnalyzer _content = new(keepStopWords: false);
    private LuceneWriter? _writer;
    private SearcherManager? _searchers;

    /// <summary>Opens what is committed in <paramref name="folder"/>; nothing if there is no such folder.</summary>
    /// <exception cref="DamagedIndexException">Lucene cannot read it.</exception>
    public LuceneLexicalIndex(string folder)
    {
        _folder = folder;
        _directory = new SimpleFSDirectory(folder, NoLockFactory.GetNoLockFactory());
        Refresh();
    }

    public DerivedStamp Stamp => OnSearcher(static searcher => LuceneWriter.Stamp(((DirectoryReader)searcher.IndexReader).IndexCommit.UserData));

    public int Count => OnSearcher(static searcher => searcher.IndexReader.NumDocs);

    public IReadOnlyList<Hit> Search(string query, int count, ChunkFilter? filter = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return OnSearcher(searcher =>
        {
            if (count == 0 || new LexicalQuery(_content, _everything).Build(query, searcher) is not { } built) return [];
            ChunkCollector collector = new(count);
            searcher.Search(built, filter is null ? null : new BitmapFilter(filter), collector);
            return collector.Drain();
        }) ?? [];
    }

    public QueryConditions Interpret(string query)
    {
        QuerySyntax syntax = QuerySyntax.Parse(query);
        if (new LexicalQuery(_content, _everything).Conditions(syntax) is not { } conditions) return new QueryConditions(syntax.Text, null);
        ChunkFilter? matching = OnSearcher(searcher =>
        {
            ChunkIdCollector collector = new();
            searcher.Search(conditions, collector);
            return collector.ToFilter();
        });
        return new QueryConditions(syntax.Text, matching ?? ChunkFilter.Of([]));
    }

    public void Update(IEnumerable<long> removed, IEnumerable<ChunkWords> added, DerivedStamp stamp)
    {
        _writer ??= Guard(() => new LuceneWriter(_directory, _everything, Bm25));
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
        if (_searchers is not null) _searchers.MaybeRefreshBlocking();
        else if (System.IO.Directory.Exists(_folder) && DirectoryReader.IndexExists(_directory)) _searchers = new SearcherManager(_directory, new Bm25Searchers());
        return true;
    });

    public void Dispose()
    {
        _writer?.Dispose();
        _searchers?.Dispose();
        _directory.Dispose();
        _everything.Dispose();
        _content.Dispose();
    }

    /// <summary>Runs <paramref name="work"/> on the last commit; the default if there is none yet.</summary>
    private T? OnSearcher<T>(Func<LiveSearcher, T> work)
    {
        SearcherManager? searchers = _searchers;
        if (searchers is null) return default;
        return Guard(() =>
        {
            IndexSearcher searcher = searchers.Acquire();
            try
            {
                return work((LiveSearcher)searcher);
            }
            finally
            {
                searchers.Release(searcher);
            }
        });
    }

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is CorruptIndexException or IndexFormatTooOldException or IndexFormatTooNewException or EndOfStreamException or FileNotFoundException)
        {
            throw new DamagedIndexException(_folder, e.Message, e);
        }
    }

    private sealed class Bm25Searchers : SearcherFactory
    {
        public override IndexSearcher NewSearcher(IndexReader reader) => new LiveSearcher(reader) { Similarity = Bm25 };
    }
}
