using Lucene.Net.Index;
using Lucene.Net.Search;

namespace SearchEngine.Index.Lexical;

/// <summary>Collects chunk ids, with ties by chunk id: Lucene's own order of ties is that of its documents, which merges change.</summary>
internal sealed class ChunkCollector(int count) : ICollector
{
    private readonly TopHits _best = new(count);
    private NumericDocValues? _ids;
    private Scorer? _scorer;

    public bool AcceptsDocsOutOfOrder => true;

    public void SetScorer(Scorer scorer) => _scorer = scorer;

    public void SetNextReader(AtomicReaderContext context) => _ids = context.AtomicReader.GetNumericDocValues(ChunkFields.Id);

    public void Collect(int doc)
    {
        float score = _scorer!.GetScore();
        if (score >= _best.Threshold) _best.Offer(_ids!.Get(doc), score);
    }

    public Hit[] Drain() => _best.Drain();
}
