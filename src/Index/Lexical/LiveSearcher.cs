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
    private readonly ConcurrentDictionary<string, float[]> _saturations = new();
    private readonly LiveDocFreqs?[] _liveDocFreqs;

    public LiveSearcher(DirectoryReader reader) : base(reader)
    {
        Version = reader.Version;
        CommitData = reader.IndexCommit.UserData;
        _liveDocFreqs = [.. reader.Leaves.Select(static leaf => leaf.AtomicReader.HasDeletions ? new LiveDocFreqs(leaf.AtomicReader) : null)];
    }

    /// <summary>Counts the changes of the index, but not of what a commit says of itself.</summary>
    public long Version { get; }

    /// <summary>What the last commit of this version said of itself.</summary>
    public IDictionary<string, string> CommitData { get => Volatile.Read(ref field); set => Volatile.Write(ref field, value); }

    public int DocCount => IndexReader.NumDocs;

    public IList<AtomicReaderContext> Segments => IndexReader.Leaves;

    /// <summary><see cref="Bm25.ComputeSaturation"/> of a field.</summary>
    public float[] GetSaturation(string field) => _saturations.GetOrAdd(field, ComputeSaturation);

    /// <summary>How many live documents have a term.</summary>
    public int GetDocFreq(Term term)
    {
        int documents = 0;
        foreach (AtomicReaderContext leaf in Segments)
        {
            if (leaf.AtomicReader.GetTerms(term.Field)?.GetEnumerator() is { } terms && terms.SeekExact(term.Bytes)) documents += GetDocFreq(leaf, term, terms);
        }
        return documents;
    }

    /// <summary>How many live documents of a segment have the term that <paramref name="terms"/> stands at.</summary>
    public int GetDocFreq(AtomicReaderContext leaf, Term term, TermsEnum terms) => _liveDocFreqs[leaf.Ord]?.Get(term, terms) ?? terms.DocFreq;

    private float[] ComputeSaturation(string field)
    {
        int[] documentsByNorm = new int[256];
        foreach (AtomicReaderContext leaf in Segments)
        {
            byte[] norms = SegmentColumns.For(leaf.AtomicReader).GetNorms(field);
            IBits? live = leaf.AtomicReader.LiveDocs;
            for (int doc = 0; doc < norms.Length; doc++)
            {
                if (live is null || live.Get(doc)) documentsByNorm[norms[doc]]++;
            }
        }
        return Bm25.ComputeSaturation(documentsByNorm);
    }
}
