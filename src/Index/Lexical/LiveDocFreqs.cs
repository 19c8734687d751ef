using System.Collections.Concurrent;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace SearchEngine.Index.Lexical;

/// <summary>Counts the live documents of terms in a segment where some were deleted; counts that took long are kept.</summary>
internal sealed class LiveDocFreqs(AtomicReader reader)
{
    private const int MinCachedDocFreq = 256, MaxCachedTerms = 20_000;

    /// <summary>Going to a document costs as much as so many steps from one to the next.</summary>
    private const int AdvanceCost = 8;

    private readonly ConcurrentDictionary<Term, int> _cache = new();
    private readonly Lazy<int[]> _deleted = new(() => [.. Enumerable.Range(0, reader.MaxDoc).Where(doc => !reader.LiveDocs.Get(doc))]);
    private int _cachedCount;

    /// <summary>Live documents of the term that <paramref name="terms"/> stands at.</summary>
    public int Get(Term term, TermsEnum terms)
    {
        int documents = terms.DocFreq;
        if (documents < MinCachedDocFreq) return CountLive(terms);
        if (_cache.TryGetValue(term, out int known)) return known;
        int live = (long)reader.NumDeletedDocs * AdvanceCost < documents ? documents - CountDeleted(terms) : CountLive(terms);
        if (Interlocked.Increment(ref _cachedCount) <= MaxCachedTerms) _cache.TryAdd(term, live);
        return live;
    }

    private int CountLive(TermsEnum terms)
    {
        int documents = 0;
        DocsEnum live = terms.Docs(reader.LiveDocs, null, DocsFlags.NONE);
        while (live.NextDoc() != DocIdSetIterator.NO_MORE_DOCS) documents++;
        return documents;
    }

    private int CountDeleted(TermsEnum terms)
    {
        (int documents, int at) = (0, -1);
        DocsEnum all = terms.Docs(null, null, DocsFlags.NONE);
        foreach (int deleted in _deleted.Value)
        {
            if (at < deleted) at = all.Advance(deleted);
            if (at == deleted) documents++;
        }
        return documents;
    }
}
