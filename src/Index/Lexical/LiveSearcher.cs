using System.Collections.Concurrent;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace SearchEngine.Index.Lexical;

/// <summary>
/// A searcher whose statistics count the documents that are there. Lucene's own go on counting deleted ones until a merge drops them, so that an index
/// that was changed would score otherwise than one made anew from the same catalog. Here the two agree to the last bit.
/// </summary>
internal sealed class LiveSearcher : IndexSearcher
{
    /// <summary>BM25 reads a length from a byte; the average is taken of what it reads, which is known for deleted documents too.</summary>
    private static readonly double[] LengthOfNorm = [.. Enumerable.Range(0, 256).Select(static norm => Length((byte)norm))];

    private readonly ConcurrentDictionary<string, CollectionStatistics> _collections = new();

    public LiveSearcher(IndexReader reader) : base(reader)
    {
    }

    public override TermStatistics TermStatistics(Term term, TermContext context) => new(term.Bytes, DocFreq(term), -1);

    public override CollectionStatistics CollectionStatistics(string field) => _collections.GetOrAdd(field, Measure);

    /// <summary>How many live documents have a term. Counts one by one only in segments where documents were deleted.</summary>
    public int DocFreq(Term term)
    {
        int documents = 0;
        foreach (AtomicReaderContext leaf in IndexReader.Leaves)
        {
            AtomicReader reader = leaf.AtomicReader;
            if (!reader.HasDeletions)
            {
                documents += reader.DocFreq(term);
                continue;
            }
            if (reader.GetTerms(term.Field)?.GetEnumerator() is not { } terms || !terms.SeekExact(term.Bytes)) continue;
            DocsEnum live = terms.Docs(reader.LiveDocs, null, DocsFlags.NONE);
            while (live.NextDoc() != DocIdSetIterator.NO_MORE_DOCS) documents++;
        }
        return documents;
    }

    private CollectionStatistics Measure(string field)
    {
        long[] documentsByNorm = new long[256];
        foreach (AtomicReaderContext leaf in IndexReader.Leaves)
        {
            if (leaf.AtomicReader.GetNormValues(field) is not { } norms) continue;
            IBits? live = leaf.AtomicReader.LiveDocs;
            for (int doc = 0; doc < leaf.AtomicReader.MaxDoc; doc++)
            {
                if (live is null || live.Get(doc)) documentsByNorm[(byte)norms.Get(doc)]++;
            }
        }
        double length = 0;
        for (int norm = 0; norm < documentsByNorm.Length; norm++) length += documentsByNorm[norm] * LengthOfNorm[norm];
        return new CollectionStatistics(field, IndexReader.NumDocs, -1, Math.Max(1, (long)Math.Round(length)), -1);
    }

    /// <summary>The inverse of BM25Similarity's coding: the norm is 1 / sqrt(length) in one byte; 0 is a document without the field.</summary>
    private static double Length(byte norm)
    {
        if (norm == 0) return 0;
        float inverseRoot = SmallSingle.SByte315ToSingle((sbyte)norm);
        return 1.0 / ((double)inverseRoot * inverseRoot);
    }
}
