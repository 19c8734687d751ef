using Lucene.Net.Index;
using Lucene.Net.Util;

namespace SearchEngine.Index.Lexical;

/// <summary>
/// What BM25 leaves out: whether words that follow each other in the query, stop words aside, stand near each other in the text. Each such pair is scored as a term is: its frequency is the sum of
/// 1 / distance² over its occurrences at most five words apart, its idf that of the more common word (Rasolofo and Savoy 2003, Term Proximity Scoring for Keyword-Based Retrieval Systems).
/// </summary>
/// <remarks>One query's; not for many threads.</remarks>
internal sealed class TermProximity(LiveSearcher searcher, IReadOnlyList<string> terms)
{
    private const int Window = 5;

    /// <summary>What a pair counts beside a word. By nDCG@10 on FairytaleQA val and SQuAD 1.1 train.</summary>
    private const float Boost = 0.5f;

    private readonly float[] _weights = Weights(searcher, terms);
    private readonly List<int>[] _positions = [.. terms.Select(static _ => new List<int>())];

    /// <summary>Adds to the scores of hits what the nearness of the query's words in them tells.</summary>
    /// <returns>The same chunks, best first, ties by chunk id.</returns>
    public Hit[] AddTo(IReadOnlyList<Hit> hits)
    {
        ChunkFilter found = ChunkFilter.Of(hits.Select(static hit => hit.ChunkId));
        Dictionary<long, float> added = [];
        foreach (AtomicReaderContext leaf in searcher.Segments) Measure(leaf.AtomicReader, found, added);
        Hit[] ranked = [.. hits.Select(hit => hit with { Score = hit.Score + added.GetValueOrDefault(hit.ChunkId) })];
        Array.Sort(ranked);
        return ranked;
    }

    /// <summary>What pairs add at most, but for their frequency.</summary>
    private static float[] Weights(LiveSearcher searcher, IReadOnlyList<string> terms)
    {
        int[] containing = [.. terms.Select(term => searcher.DocFreq(new Term(ChunkFields.Body, term)))];
        return [.. containing.Zip(containing.Skip(1), (one, next) => Bm25.Weight(Boost, Math.Max(one, next), searcher.Documents))];
    }

    private void Measure(AtomicReader reader, ChunkFilter found, Dictionary<long, float> added)
    {
        SegmentColumns columns = SegmentColumns.Of(reader);
        if (reader.GetTerms(ChunkFields.Body)?.GetEnumerator() is not { } ofBody) return;
        DocsAndPositionsEnum?[] lists = [.. terms.Select(term => ofBody.SeekExact(new BytesRef(term)) ? ofBody.DocsAndPositions(reader.LiveDocs, null, DocsAndPositionsFlags.NONE) : null)];
        byte[] norms = columns.Norms(ChunkFields.Body);
        float[] saturation = searcher.Saturation(ChunkFields.Body);
        foreach (int doc in FilteredDocs.In(columns, found, int.MaxValue) ?? Scan(columns, found))
        {
            for (int term = 0; term < lists.Length; term++) Read(lists[term], doc, _positions[term]);
            float score = Score(saturation[norms[doc]]);
            if (score > 0) added[columns.ChunkIds[doc]] = score;
        }
    }

    private static IEnumerable<int> Scan(SegmentColumns columns, ChunkFilter found) => Enumerable.Range(0, columns.ChunkIds.Length).Where(doc => found.Contains(columns.ChunkIds[doc]));

    /// <summary>Where a term stands in a document; nowhere, if it does not occur.</summary>
    private static void Read(DocsAndPositionsEnum? list, int doc, List<int> positions)
    {
        positions.Clear();
        if (list is null || (list.DocID < doc ? list.Advance(doc) : list.DocID) != doc) return;
        for (int left = list.Freq; left > 0; left--) positions.Add(list.NextPosition());
    }

    private float Score(float saturation)
    {
        float score = 0;
        for (int pair = 0; pair < _weights.Length; pair++)
        {
            float frequency = Frequency(_positions[pair], _positions[pair + 1]);
            score += _weights[pair] * frequency / (frequency + saturation);
        }
        return score;
    }

    /// <summary>Both lists ascend, so those of the second that are too far behind for one of the first are so for all after it.</summary>
    private static float Frequency(List<int> first, List<int> second)
    {
        float sum = 0;
        int from = 0;
        foreach (int position in first)
        {
            while (from < second.Count && second[from] < position - Window) from++;
            for (int i = from; i < second.Count && second[i] <= position + Window; i++)
            {
                int distance = second[i] - position;
                if (distance != 0) sum += 1f / (distance * distance);
            }
        }
        return sum;
    }
}
