using Lucene.Net.Analysis;
using Lucene.Net.Index;

namespace SearchEngine.Index.Lexical;

/// <summary>
/// Expands a query by the terms that tell most of the passages found for it at first (RM3: Lavrenko and Croft 2001, Abdul-Jaleel et al. 2004). A term's share is what it has of the passages' words, times its
/// inverse document frequency; of the ten passages and ten terms that served best on NFCorpus dev.
/// </summary>
internal static class RelevanceModel
{
    private const int AddedTermCount = 10;

    /// <summary>What the query's own terms keep.</summary>
    private const float OriginalWeight = 0.6f;

    /// <param name="termCounts">The query's terms, and how often it says each.</param>
    /// <param name="passages">The passages; at least one.</param>
    /// <param name="analyzer">Makes terms of their texts.</param>
    /// <param name="searcher">Knows how common a term is.</param>
    /// <returns>Own and added terms; the weights add up to 1.</returns>
    public static Dictionary<string, float> Expand(IReadOnlyDictionary<string, int> termCounts, IReadOnlyList<FeedbackPassage> passages, Analyzer analyzer, LiveSearcher searcher)
    {
        Dictionary<string, float> shares = [];
        foreach (FeedbackPassage passage in passages)
        {
            OrderedDictionary<string, int> words = QueryTerms.CountTerms(analyzer, passage.Text);
            float each = passage.Weight / Math.Max(1, words.Values.Sum());
            foreach ((string term, int count) in words) shares[term] = shares.GetValueOrDefault(term) + count * each;
        }
        (string Term, float Share)[] best = [.. shares
            .Select(share => (Term: share.Key, Share: share.Value * Bm25.ComputeIdf(searcher.GetDocFreq(new Term(ChunkFields.Body, share.Key)), searcher.DocCount)))
            .OrderByDescending(share => share.Share).ThenBy(share => share.Term, StringComparer.Ordinal).Take(AddedTermCount)];

        float said = Math.Max(1, termCounts.Values.Sum()), found = Math.Max(best.Sum(share => share.Share), float.Epsilon);
        Dictionary<string, float> weights = termCounts.ToDictionary(count => count.Key, count => OriginalWeight * count.Value / said);
        foreach ((string term, float share) in best) weights[term] = weights.GetValueOrDefault(term) + (1 - OriginalWeight) * share / found;
        return weights;
    }
}
