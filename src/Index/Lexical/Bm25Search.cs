using Lucene.Net.Index;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Lexical;

/// <summary>Finds the chunks with the largest sum of BM25 over the terms of a query.</summary>
internal static class Bm25Search
{
    /// <param name="searcher">The index.</param>
    /// <param name="terms">The distinct terms of the query.</param>
    /// <param name="count">The maximum number of hits.</param>
    /// <param name="filter">The chunks to search; null for all.</param>
    /// <returns>Hits, best first, ties by chunk id.</returns>
    public static Hit[] Search(LiveSearcher searcher, IReadOnlyList<WeightedTerm> terms, int count, ChunkFilter? filter)
    {
        if (terms.Count == 0 || filter is { Count: 0 }) return [];
        (DocsEnum? Docs, int Count)[,] postingsBySegment = LookUpTerms(searcher, terms, out int[] docFreqs);
        TopHits best = new(count);
        foreach (AtomicReaderContext leaf in searcher.Segments)
        {
            SegmentColumns columns = SegmentColumns.For(leaf.AtomicReader);
            List<Postings> postings = [];
            for (int i = 0; i < terms.Count; i++)
            {
                if (postingsBySegment[leaf.Ord, i] is not ({ } docs, int docCount)) continue;
                string field = terms[i].Term.Field;
                float weight = Bm25.ComputeWeight(terms[i].Boost, docFreqs[i], searcher.DocCount);
                postings.Add(new Postings(docs, docCount, weight, searcher.GetSaturation(field), columns.GetNorms(field)));
            }
            new MaxScoreSearch(columns, postings, best).Run(filter);
        }
        return best.Drain();
    }

    /// <summary>Looks up every term in every segment once, and counts the live documents that contain it.</summary>
    private static (DocsEnum? Docs, int Count)[,] LookUpTerms(LiveSearcher searcher, IReadOnlyList<WeightedTerm> terms, out int[] docFreqs)
    {
        docFreqs = new int[terms.Count];
        (DocsEnum?, int)[,] postings = new (DocsEnum?, int)[searcher.Segments.Count, terms.Count];
        foreach (AtomicReaderContext leaf in searcher.Segments)
        {
            Dictionary<string, TermsEnum?> termsByField = [];
            for (int i = 0; i < terms.Count; i++)
            {
                Term term = terms[i].Term;
                if (!termsByField.TryGetValue(term.Field, out TermsEnum? fieldTerms))
                {
                    fieldTerms = leaf.AtomicReader.GetTerms(term.Field)?.GetEnumerator();
                    termsByField.Add(term.Field, fieldTerms);
                }
                if (fieldTerms is null || !fieldTerms.SeekExact(term.Bytes)) continue;
                docFreqs[i] += searcher.GetDocFreq(leaf, term, fieldTerms);
                postings[leaf.Ord, i] = (fieldTerms.Docs(leaf.AtomicReader.LiveDocs, null, DocsFlags.FREQS), fieldTerms.DocFreq);
            }
        }
        return postings;
    }
}
