using Lucene.Net.Index;
using Lucene.Net.Search;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Lexical;

/// <summary>Collects the ids of all chunks that match, unscored.</summary>
internal sealed class ChunkIdCollector : ICollector
{
    private readonly List<long> _ids = [];
    private long[] _idOf = [];

    public bool AcceptsDocsOutOfOrder => true;

    public void SetScorer(Scorer scorer)
    {
    }

    public void SetNextReader(AtomicReaderContext context) => _idOf = SegmentColumns.Of(context.AtomicReader).ChunkIds;

    public void Collect(int doc) => _ids.Add(_idOf[doc]);

    public ChunkFilter ToFilter() => ChunkFilter.Of(_ids);
}
