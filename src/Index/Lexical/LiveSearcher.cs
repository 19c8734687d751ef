using System.Collections.Concurrent;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace SearchEngine.Index.Lexical;

/// <summary>A searcher whose statistics count only live documents.</summary>
/// <remarks>
/// Lucene's own statistics include deleted documents until a merge drops them, so an updated index would give other scores than
/// one rebuilt from the same catalog. With these statistics the two agree bit for bit.
/// </remarks>
internal sealed class LiveSearcher : IndexSearcher
{
    private readonly ConcurrentDictionary<string, float[]> _saturations = new();
    private readonly LiveDocFreqs?[] _liveDocFreqs;

    public LiveSearcher(DirectoryReader reader) : base(reader)
    {
        Version = reader.Version;
        CommitData = reader.IndexCommit.UserData;
        _liveDocFreqs = [.. reader.Leaves.Select(static leaf => CreateLiveDocFreqs(leaf.AtomicReader))];
    }

    /// <summary>
    /// Lucene's version number, which rises with every change of the index but not with a change of the commit data alone.
    /// </summary>
    public long Version { get; }

    /// <summary>The user data of the last commit of this version.</summary>
    public IDictionary<string, string> CommitData { get => Volatile.Read(ref field); set => Volatile.Write(ref field, value); }

    public int DocCount => IndexReader.NumDocs;

    public IList<AtomicReaderContext> Segments => IndexReader.Leaves;

    /// <summary>Returns <see cref="Bm25.ComputeSaturation"/> of a field.</summary>
    public float[] GetSaturation(string field) => _saturations.GetOrAdd(field, ComputeSaturation);

    /// <summary>Returns the number of live documents that contain a term.</summary>
    public int GetDocFreq(Term term)
    {
        int docFreq = 0;
        foreach (AtomicReaderContext leaf in Segments)
        {
            TermsEnum? terms = leaf.AtomicReader.GetTerms(term.Field)?.GetEnumerator();
            if (terms is not null && terms.SeekExact(term.Bytes)) docFreq += GetDocFreq(leaf, term, terms);
        }
        return docFreq;
    }

    /// <summary>
    /// Returns the number of live documents of a segment that contain the term at which <paramref name="terms"/> is positioned.
    /// </summary>
    public int GetDocFreq(AtomicReaderContext leaf, Term term, TermsEnum terms) =>
        _liveDocFreqs[leaf.Ord]?.Get(term, terms) ?? terms.DocFreq;

    private static LiveDocFreqs? CreateLiveDocFreqs(AtomicReader reader) => reader.HasDeletions ? new LiveDocFreqs(reader) : null;

    private float[] ComputeSaturation(string field)
    {
        int[] docCountByNorm = new int[256];
        foreach (AtomicReaderContext leaf in Segments)
        {
            byte[] norms = SegmentColumns.For(leaf.AtomicReader).GetNorms(field);
            IBits? live = leaf.AtomicReader.LiveDocs;
            for (int doc = 0; doc < norms.Length; doc++)
            {
                if (live is null || live.Get(doc)) docCountByNorm[norms[doc]]++;
            }
        }
        return Bm25.ComputeSaturation(docCountByNorm);
    }
}
