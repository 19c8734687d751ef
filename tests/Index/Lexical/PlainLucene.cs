using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Util;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Lexical;

namespace SearchEngine.Index.Tests.Lexical;

/// <summary>
/// The reference for searches: Lucene's own OR query, which visits every document, with statistics that count live documents one by one.
/// </summary>
internal sealed class PlainLucene : IndexSearcher
{
    public PlainLucene(IndexReader reader) : base(reader) => Similarity = new BM25Similarity(1.2f, 0.75f);

    /// <returns>All chunks with any of the terms, best first.</returns>
    public Hit[] Search(IEnumerable<WeightedTerm> terms)
    {
        BooleanQuery query = new(disableCoord: true);
        foreach (WeightedTerm term in terms) query.Add(new TermQuery(term.Term) { Boost = term.Boost }, Occur.SHOULD);
        AllHits hits = new();
        Search(query, hits);
        return [.. hits.Found.Order()];
    }

    public override TermStatistics TermStatistics(Term term, TermContext context)
    {
        TotalHitCountCollector count = new();
        new IndexSearcher(IndexReader).Search(new TermQuery(term), count);
        return new TermStatistics(term.Bytes, count.TotalHits, -1);
    }

    public override CollectionStatistics CollectionStatistics(string field)
    {
        double length = 0;
        foreach (AtomicReaderContext leaf in IndexReader.Leaves)
        {
            NumericDocValues? norms = leaf.AtomicReader.GetNormValues(field);
            for (int doc = 0; doc < leaf.AtomicReader.MaxDoc; doc++)
            {
                if (leaf.AtomicReader.LiveDocs?.Get(doc) == false || norms is null || norms.Get(doc) == 0) continue;
                double inverseRoot = SmallSingle.SByte315ToSingle((sbyte)norms.Get(doc));
                length += 1 / (inverseRoot * inverseRoot);
            }
        }
        return new CollectionStatistics(field, IndexReader.NumDocs, -1, Math.Max(1, (long)Math.Round(length)), -1);
    }

    private sealed class AllHits : ICollector
    {
        private Scorer? _scorer;
        private NumericDocValues? _ids;

        public List<Hit> Found { get; } = [];

        public bool AcceptsDocsOutOfOrder => true;

        public void SetScorer(Scorer scorer) => _scorer = scorer;

        public void SetNextReader(AtomicReaderContext context) => _ids = context.AtomicReader.GetNumericDocValues(ChunkFields.Id);

        public void Collect(int doc) => Found.Add(new Hit(_ids!.Get(doc), _scorer!.GetScore()));
    }
}
