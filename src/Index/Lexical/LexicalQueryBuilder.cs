using Lucene.Net.Analysis;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace SearchEngine.Index.Lexical;

/// <summary>Reads what a person types: terms that are scored, by a weighted sum of BM25 over terms and fields, and conditions that are not.</summary>
internal sealed class LexicalQueryBuilder(Analyzer content, Analyzer everything, int maxTerms)
{
    /// <summary>What a term in the title or a heading adds; it also counts in the body. By nDCG@10 on NFCorpus dev.</summary>
    private const float HeadBoost = 0.25f;

    /// <summary>
    /// The terms of a query, no term twice; none if it says nothing. The words of a phrase are terms like others, stop words too, so that a chunk that meets the
    /// conditions is found. Of too many terms those are taken that tell the most.
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="searcher">Knows how common terms are.</param>
    /// <param name="feedback">Passages to learn more terms from; may be empty.</param>
    public IReadOnlyList<WeightedTerm> BuildTerms(ParsedQuery query, LiveSearcher searcher, IReadOnlyList<FeedbackPassage> feedback)
    {
        OrderedDictionary<string, int> counts = QueryTerms.CountTerms(content, query.Words);
        foreach (string phrase in query.Phrases)
        {
            foreach ((string term, int count) in QueryTerms.CountTerms(everything, phrase)) counts[term] = counts.GetValueOrDefault(term) + count;
        }
        if (counts.Count == 0) counts = QueryTerms.CountTerms(everything, query.Words);
        return
        [
            .. (feedback.Count == 0 ? SelectTerms(counts, searcher) : ExpandTerms(counts, feedback, searcher)).SelectMany(static term => (WeightedTerm[])
            [
                new(new Term(ChunkFields.Body, term.Term), term.Weight),
                new(new Term(ChunkFields.Title, term.Term), term.Weight * HeadBoost),
                new(new Term(ChunkFields.Heading, term.Term), term.Weight * HeadBoost),
            ]),
        ];
    }

    /// <summary>The distinct terms of a query's words but for stop words, in their order; not more than are searched.</summary>
    public IReadOnlyList<string> GetContentTerms(ParsedQuery query) => [.. QueryTerms.CountTerms(content, query.Words).Keys.Take(maxTerms)];

    /// <summary>The words of a query, to be found again in what was found.</summary>
    public QueryTermMatcher CreateTermMatcher(ParsedQuery query, LiveSearcher searcher)
    {
        OrderedDictionary<string, int> counts = QueryTerms.CountTerms(content, query.Text);
        if (counts.Count == 0) counts = QueryTerms.CountTerms(everything, query.Text);
        return new QueryTermMatcher(everything, counts.Keys.ToDictionary(term => term, term => (double)Bm25.ComputeIdf(searcher.GetDocFreq(new Term(ChunkFields.Body, term)), searcher.DocCount)));
    }

    /// <summary>The phrases that must occur and the words that must not; null if the query has none.</summary>
    public Query? BuildConditions(ParsedQuery query)
    {
        Query[] required = BuildPhraseQueries(query.Phrases), unwanted = BuildPhraseQueries(query.Excluded);
        if (required.Length == 0 && unwanted.Length == 0) return null;
        BooleanQuery conditions = new(disableCoord: true);
        foreach (Query phrase in required) conditions.Add(phrase, Occur.MUST);
        if (required.Length == 0) conditions.Add(new MatchAllDocsQuery(), Occur.MUST);
        foreach (Query phrase in unwanted) conditions.Add(phrase, Occur.MUST_NOT);
        return conditions;
    }

    private Query[] BuildPhraseQueries(IReadOnlyList<string> texts) => [.. texts.Select(text => QueryTerms.CreatePhraseQuery(everything, text)).OfType<Query>()];

    private IEnumerable<(string Term, float Weight)> ExpandTerms(OrderedDictionary<string, int> termCounts, IReadOnlyList<FeedbackPassage> feedback, LiveSearcher searcher) =>
        RelevanceModel.Expand(termCounts, feedback, content, searcher).Select(static term => (term.Key, term.Value));

    /// <summary>Terms weighted by how often the query says them; of too many, those that are said often and occur seldom.</summary>
    private IEnumerable<(string Term, float Weight)> SelectTerms(OrderedDictionary<string, int> termCounts, LiveSearcher searcher)
    {
        IEnumerable<(string Term, float Weight)> terms = termCounts.Select(static count => (count.Key, (float)count.Value));
        if (termCounts.Count <= maxTerms) return terms;
        return terms.Select(term => (Term: term, Documents: searcher.GetDocFreq(new Term(ChunkFields.Body, term.Term))))
            .Where(static known => known.Documents > 0)
            .OrderByDescending(known => known.Term.Weight * Bm25.ComputeIdf(known.Documents, searcher.DocCount))
            .ThenBy(static known => known.Term.Term, StringComparer.Ordinal)
            .Take(maxTerms).Select(static known => known.Term);
    }
}
