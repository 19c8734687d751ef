using System.Numerics;
using Lucene.Net.Search;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Lexical;

/// <summary>
/// The best chunks of one segment, by MaxScore (Turtle and Flood 1995): once enough hits are known, documents that have only terms which together cannot reach the
/// worst of them are not looked at. Which hits are found, and their scores, are those of looking at all.
/// </summary>
/// <remarks>Scores are floats, summed as doubles: of so few so alike the sum is exact, so it does not depend on the order, and rounding keeps the order of sums.</remarks>
internal sealed class MaxScoreSearch
{
    /// <summary>Documents whose scores are summed term by term, in the processor's nearest cache.</summary>
    private const int WindowSize = 2048;

    /// <summary>Going to a document costs as much as so many steps from one to the next.</summary>
    private const int AdvanceCost = 4;

    private readonly SegmentColumns _columns;
    private readonly TopHits _best;

    /// <summary>The most frequent terms first, and what the first so many of them add to a score at most.</summary>
    private readonly Postings[] _postings;
    private readonly double[] _maxScores;

    /// <summary>So many of the first lists, together, cannot bring a document among the best.</summary>
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
        long steps = _postings.Sum(static list => (long)list.Count) / AdvanceCost;
        if (filter is not null && FilteredDocs.FindOrNull(_columns, filter, maxCount: (int)Math.Min(int.MaxValue, steps / _postings.Length)) is { } docs) VisitFiltered(docs);
        else VisitAll(filter);
    }

    /// <summary>Visits the documents of a sparse filter and leaves out what lies between.</summary>
    private void VisitFiltered(int[] docs)
    {
        foreach (int doc in docs) CompleteScore(doc, 0, _postings.Length);
    }

    /// <summary>Visits the documents of the lists that matter, window by window.</summary>
    private void VisitAll(ChunkFilter? filter)
    {
        double[] scores = new double[WindowSize];
        ulong[] touched = new ulong[WindowSize / 64];
        while (FindNextDoc() is var first and not DocIdSetIterator.NO_MORE_DOCS)
        {
            for (int list = _nonEssential; list < _postings.Length; list++) Accumulate(_postings[list], first, scores, touched);
            int weak = _nonEssential;
            for (int word = 0; word < touched.Length; word++)
            {
                for (; touched[word] != 0; touched[word] &= touched[word] - 1)
                {
                    int slot = (word << 6) + BitOperations.TrailingZeroCount(touched[word]);
                    double score = scores[slot];
                    scores[slot] = 0;
                    if (CanEnter(score + _maxScores[weak]) && (filter is null || filter.Contains(_columns.ChunkIds[first + slot]))) CompleteScore(first + slot, score, weak);
                }
            }
        }
    }

    /// <summary>The next document of the lists that matter. Fewer do as better hits are found.</summary>
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

    /// <summary>Adds the scores of the first <paramref name="remainingLists"/> lists, the largest first, for as long as the document can enter, and offers it.</summary>
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
