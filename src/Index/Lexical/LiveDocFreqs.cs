using System.Collections.Concurrent;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace SearchEngine.Index.Lexical;

/// <summary>Counts the live documents of terms in a segment with deletions, and caches counts that are expensive.</summary>
internal sealed class LiveDocFreqs(AtomicReader reader)
{
    private const int MinCachedDocFreq = 256, MaxCachedTerms = 20_000;

    /// <summary>The cost of advancing to a given document, in steps from one document to the next.</summary>
    private const int AdvanceCost = 8;

    private readonly ConcurrentDictionary<Term, int> _cache = new();
    private readonly Lazy<int[]> _deleted = new(() => [.. Enumerable.Range(0, reader.MaxDoc).Where(doc => !reader.LiveDocs.Get(doc))]);
    private int _cachedCount;

    /// <summary>Returns the number of live documents that contain a term.</summary>
    /// <param name="term">The term.</param>
    /// <param name="terms">An enumerator positioned at the term.</param>
    public int Get(Term term, TermsEnum terms)
    {
        int docFreq = terms.DocFreq;
        if (docFreq < MinCachedDocFreq) return CountLive(terms);
        if (_cache.TryGetValue(term, out int cached)) return cached;
        bool fewDeletions = (long)reader.NumDeletedDocs * AdvanceCost < docFreq;
        int live = fewDeletions ? docFreq - CountDeleted(terms) : CountLive(terms);
        if (Interlocked.Increment(ref _cachedCount) <= MaxCachedTerms) _cache.TryAdd(term, live);
        return live;
    }

    private int CountLive(TermsEnum terms)
    {
        int count = 0;
        DocsEnum live = terms.Docs(reader.LiveDocs, null, DocsFlags.NONE);
        while (live.NextDoc() != DocIdSetIterator.NO_MORE_DOCS) count++;
        return count;
    }

    private int CountDeleted(TermsEnum terms)
    {
        (int count, int doc) = (0, -1);
        DocsEnum all = terms.Docs(null, null, DocsFlags.NONE);
        foreach (int deleted in _deleted.Value)
        {
            if (doc < deleted) doc = all.Advance(deleted);
            if (doc == deleted) count++;
        }
        return count;
    }
}
