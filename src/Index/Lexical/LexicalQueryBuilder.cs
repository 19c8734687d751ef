using Lucene.Net.Analysis;
using Lucene.Net.Index;
using Lucene.Net.Search;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Lexical;

/// <summary>Builds weighted terms, which are scored, and conditions, which are not, from a parsed query.</summary>
/// <param name="contentAnalyzer">Drops stop words.</param>
/// <param name="fullAnalyzer">Keeps stop words, as the index does.</param>
/// <param name="maxTerms"><see cref="LexicalOptions.MaxTerms"/>.</param>
internal sealed class LexicalQueryBuilder(Analyzer contentAnalyzer, Analyzer fullAnalyzer, int maxTerms)
{
    /// <summary>
    /// The boost of a term in the title or a heading, in addition to its weight in the body. Chosen by nDCG@10 on NFCorpus dev.
    /// </summary>
    private const float HeadBoost = 0.25f;

    /// <summary>Returns the distinct terms of a query for each field, or nothing where the query has no words.</summary>
    /// <remarks>
    /// The words of a phrase, including stop words, are terms like any others, so that chunks that contain the phrase are found.
    /// A query of nothing but stop words is searched by these.
    /// </remarks>
    /// <param name="query">The query.</param>
    /// <param name="searcher">Provides document frequencies.</param>
    /// <param name="feedback">Passages to expand the query with; may be empty.</param>
    public IReadOnlyList<WeightedTerm> BuildTerms(ParsedQuery query, LiveSearcher searcher, IReadOnlyList<FeedbackPassage> feedback)
    {
        OrderedDictionary<string, int> termCounts = QueryTerms.CountTerms(contentAnalyzer, query.Words);
        foreach (string phrase in query.Phrases)
        {
            foreach ((string term, int count) in QueryTerms.CountTerms(fullAnalyzer, phrase))
                termCounts[term] = termCounts.GetValueOrDefault(term) + count;
        }
        if (termCounts.Count == 0) termCounts = QueryTerms.CountTerms(fullAnalyzer, query.Words);
        IEnumerable<(string Term, float Weight)> terms =
            feedback.Count == 0 ? SelectTerms(termCounts, searcher) : ExpandTerms(termCounts, feedback, searcher);
        return [.. terms.SelectMany(static term => ForAllFields(term.Term, term.Weight))];
    }

    /// <summary>Creates a matcher that finds the words of a query in texts.</summary>
    public QueryTermMatcher CreateTermMatcher(ParsedQuery query, LiveSearcher searcher)
    {
        OrderedDictionary<string, int> termCounts = QueryTerms.CountTerms(contentAnalyzer, query.Text);
        if (termCounts.Count == 0) termCounts = QueryTerms.CountTerms(fullAnalyzer, query.Text);
        return new QueryTermMatcher(fullAnalyzer, termCounts.Keys.ToDictionary(static term => term, ComputeIdf));

        double ComputeIdf(string term) => Bm25.ComputeIdf(searcher.GetDocFreq(new Term(ChunkFields.Body, term)), searcher.DocCount);
    }

    /// <summary>Returns a query that requires the phrases and excludes the exclusions, or null where there are neither.</summary>
    public Query? BuildConditions(ParsedQuery query)
    {
        Query[] required = BuildPhraseQueries(query.Phrases), excluded = BuildPhraseQueries(query.Excluded);
        if (required.Length == 0 && excluded.Length == 0) return null;
        BooleanQuery conditions = new(disableCoord: true);
        foreach (Query phrase in required) conditions.Add(phrase, Occur.MUST);
        if (required.Length == 0) conditions.Add(new MatchAllDocsQuery(), Occur.MUST);
        foreach (Query phrase in excluded) conditions.Add(phrase, Occur.MUST_NOT);
        return conditions;
    }

    private Query[] BuildPhraseQueries(IReadOnlyList<string> texts) =>
        [.. texts.Select(text => QueryTerms.CreatePhraseQuery(fullAnalyzer, text)).OfType<Query>()];

    private static WeightedTerm[] ForAllFields(string term, float weight) =>
    [
        new(new Term(ChunkFields.Body, term), weight),
        new(new Term(ChunkFields.Title, term), weight * HeadBoost),
        new(new Term(ChunkFields.Heading, term), weight * HeadBoost),
    ];

    private IEnumerable<(string Term, float Weight)> ExpandTerms(
        OrderedDictionary<string, int> termCounts,
        IReadOnlyList<FeedbackPassage> feedback,
        LiveSearcher searcher) =>
        RelevanceModel.Expand(termCounts, feedback, contentAnalyzer, searcher).Select(static term => (term.Key, term.Value));

    /// <summary>Weights each term by its count in the query; of too many terms, keeps those with the highest tf-idf.</summary>
    private IEnumerable<(string Term, float Weight)> SelectTerms(OrderedDictionary<string, int> termCounts, LiveSearcher searcher)
    {
        IEnumerable<(string Term, float Weight)> terms = termCounts.Select(static count => (count.Key, (float)count.Value));
        if (termCounts.Count <= maxTerms) return terms;
        return terms.Select(term => (Term: term, DocFreq: searcher.GetDocFreq(new Term(ChunkFields.Body, term.Term))))
            .Where(static candidate => candidate.DocFreq > 0)
            .OrderByDescending(candidate => candidate.Term.Weight * Bm25.ComputeIdf(candidate.DocFreq, searcher.DocCount))
            .ThenBy(static candidate => candidate.Term.Term, StringComparer.Ordinal)
            .Take(maxTerms)
            .Select(static candidate => candidate.Term);
    }
}
