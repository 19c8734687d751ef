using System.Numerics;
using Lucene.Net.Search;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Lexical;

/// <summary>
/// Finds the best chunks of one segment by MaxScore (Turtle and Flood 1995): once there are enough hits, documents that contain
/// only terms whose maximum scores together cannot reach the worst hit are skipped. Hits and scores are the same as without
/// skipping.
/// </summary>
/// <remarks>
/// Scores are floats that are summed as doubles. For so few summands of similar size the sum is exact, so it does not depend on
/// the order of the summands, and rounding to float keeps the order of the sums.
/// </remarks>
internal sealed class MaxScoreSearch
{
    /// <summary>
    /// The number of documents whose scores are summed term by term, so that the sums stay in the fastest cache.
    /// </summary>
    private const int WindowSize = 2048;

    /// <summary>The cost of advancing to a given document, in steps from one document to the next.</summary>
    private const int AdvanceCost = 4;

    private readonly SegmentColumns _columns;
    private readonly TopHits _best;

    /// <summary>Postings by ascending maximum score, and the sum of the maximum scores of the first i lists.</summary>
    private readonly Postings[] _postings;
    private readonly double[] _maxScores;

    /// <summary>
    /// The number of non-essential lists: the first lists, which together cannot lift a document into the best hits.
    /// </summary>
    private int _nonEssential;

    public MaxScoreSearch(SegmentColumns columns, List<Postings> postings, TopHits best)
    {
        _columns = columns;
        _best = best;
        _postings = [.. postings.OrderBy(static list => list.MaxScore)];
        _maxScores = new double[_postings.Length + 1];
        for (int i = 0; i < _postings.Length; i++) _maxScores[i + 1] = _maxScores[i] + _postings[i].MaxScore;
    }

    public void Run(ChunkFilter? filter)
    {
        if (_postings.Length == 0) return;
        long affordableAdvances = _postings.Sum(static list => (long)list.Count) / AdvanceCost / _postings.Length;
        int maxFiltered = (int)Math.Min(int.MaxValue, affordableAdvances);
        if (filter is not null && FilteredDocs.FindOrNull(_columns, filter, maxFiltered) is { } docs) VisitFiltered(docs);
        else VisitAll(filter);
    }

    /// <summary>Scores the documents of a sparse filter and skips those between them.</summary>
    private void VisitFiltered(int[] docs)
    {
        foreach (int doc in docs) CompleteScore(doc, 0, _postings.Length);
    }

    /// <summary>Scores the documents of the essential lists, window by window.</summary>
    private void VisitAll(ChunkFilter? filter)
    {
        double[] scores = new double[WindowSize];
        ulong[] touched = new ulong[WindowSize / 64];
        while (FindNextDoc() is var first and not DocIdSetIterator.NO_MORE_DOCS)
        {
            for (int list = _nonEssential; list < _postings.Length; list++) Accumulate(_postings[list], first, scores, touched);
            // Fixed for the window, since the sums leave out exactly these lists.
            int nonEssential = _nonEssential;
            for (int word = 0; word < touched.Length; word++)
            {
                for (; touched[word] != 0; touched[word] &= touched[word] - 1)
                {
                    int slot = (word << 6) + BitOperations.TrailingZeroCount(touched[word]);
                    double score = scores[slot];
                    scores[slot] = 0;
                    if (!CanEnter(score + _maxScores[nonEssential])) continue;
                    int doc = first + slot;
                    if (filter is null || filter.Contains(_columns.ChunkIds[doc])) CompleteScore(doc, score, nonEssential);
                }
            }
        }
    }

    /// <summary>Returns the next document of the essential lists, which become fewer as better hits are found.</summary>
    private int FindNextDoc()
    {
        while (_nonEssential < _postings.Length && !CanEnter(_maxScores[_nonEssential + 1])) _nonEssential++;
        int first = DocIdSetIterator.NO_MORE_DOCS;
        for (int list = _nonEssential; list < _postings.Length; list++) first = Math.Min(first, _postings[list].Doc);
        return first;
    }

    private static void Accumulate(Postings list, int first, double[] scores, ulong[] touched)
    {
        for (int slot = list.Doc - first; slot < WindowSize; slot = list.Doc - first)
        {
            scores[slot] += list.Score();
            touched[slot >> 6] |= 1UL << slot;
            list.Next();
        }
    }

    /// <summary>
    /// Adds the scores of the first <paramref name="remainingLists"/> lists, the largest first, as long as the document can enter
    /// the best hits, and adds it to them.
    /// </summary>
    private void CompleteScore(int doc, double score, int remainingLists)
    {
        while (remainingLists-- > 0)
        {
            if (!CanEnter(score + _maxScores[remainingLists + 1])) return;
            Postings list = _postings[remainingLists];
            if (list.Doc < doc) list.Advance(doc);
            if (list.Doc == doc) score += list.Score();
        }
        if (score > 0 && CanEnter(score)) _best.Add(_columns.ChunkIds[doc], (float)score);
    }

    private bool CanEnter(double score) => (float)score >= _best.Threshold;
}
