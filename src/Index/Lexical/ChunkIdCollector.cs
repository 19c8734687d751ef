using Lucene.Net.Index;
using Lucene.Net.Search;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Lexical;

/// <summary>Collects the ids of all matching chunks, without scores.</summary>
internal sealed class ChunkIdCollector : ICollector
{
    private readonly List<long> _matches = [];
    private long[] _chunkIds = [];

    public bool AcceptsDocsOutOfOrder => true;

    public void SetScorer(Scorer scorer)
    {
    }

    public void SetNextReader(AtomicReaderContext context) => _chunkIds = SegmentColumns.For(context.AtomicReader).ChunkIds;

    public void Collect(int doc) => _matches.Add(_chunkIds[doc]);

    public ChunkFilter ToFilter() => ChunkFilter.FromIds(_matches);
}
