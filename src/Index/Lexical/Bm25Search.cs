using Lucene.Net.Index;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Lexical;

/// <summary>Finds the chunks that have the largest sum of BM25 over a query's terms.</summary>
internal static class Bm25Search
{
    /// <param name="searcher">The index.</param>
    /// <param name="terms">The query; no term twice.</param>
    /// <param name="count">At most so many hits.</param>
    /// <param name="filter">Only these chunks; null for all.</param>
    /// <returns>Hits, best first, ties by chunk id.</returns>
    public static Hit[] Search(LiveSearcher searcher, IReadOnlyList<WeightedTerm> terms, int count, ChunkFilter? filter)
    {
        if (terms.Count == 0 || filter is { Count: 0 }) return [];
        (DocsEnum? Docs, int Count)[,] found = LookUpTerms(searcher, terms, out int[] containing);
        TopHits best = new(count);
        foreach (AtomicReaderContext leaf in searcher.Segments)
        {
            SegmentColumns columns = SegmentColumns.For(leaf.AtomicReader);
            List<Postings> postings = [];
            for (int term = 0; term < terms.Count; term++)
            {
                if (found[leaf.Ord, term] is not ({ } docs, int documents)) continue;
                (string field, float boost) = (terms[term].Term.Field, terms[term].Boost);
                postings.Add(new Postings(docs, documents, Bm25.ComputeWeight(boost, containing[term], searcher.DocCount), searcher.GetSaturation(field), columns.GetNorms(field)));
            }
            new MaxScoreSearch(columns, postings, best).Run(filter);
        }
        return best.Drain();
    }

    /// <summary>Looks every term up in every segment, once, and counts the live documents that have it.</summary>
    private static (DocsEnum? Docs, int Count)[,] LookUpTerms(LiveSearcher searcher, IReadOnlyList<WeightedTerm> terms, out int[] containing)
    {
        containing = new int[terms.Count];
        (DocsEnum?, int)[,] found = new (DocsEnum?, int)[searcher.Segments.Count, terms.Count];
        foreach (AtomicReaderContext leaf in searcher.Segments)
        {
            Dictionary<string, TermsEnum?> ofFields = [];
            for (int i = 0; i < terms.Count; i++)
            {
                Term term = terms[i].Term;
                if (!ofFields.TryGetValue(term.Field, out TermsEnum? ofField)) ofFields.Add(term.Field, ofField = leaf.AtomicReader.GetTerms(term.Field)?.GetEnumerator());
                if (ofField is null || !ofField.SeekExact(term.Bytes)) continue;
                containing[i] += searcher.GetDocFreq(leaf, term, ofField);
                found[leaf.Ord, i] = (ofField.Docs(leaf.AtomicReader.LiveDocs, null, DocsFlags.FREQS), ofField.DocFreq);
            }
        }
        return found;
    }
}
