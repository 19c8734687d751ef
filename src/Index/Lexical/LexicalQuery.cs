using Lucene.Net.Analysis;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace SearchEngine.Index.Lexical;

/// <summary>Reads what a person types: terms that are scored, by a weighted sum of BM25 over terms and fields, and conditions that are not.</summary>
internal sealed class LexicalQuery(Analyzer content, Analyzer everything, int maxTerms)
{
    /// <summary>What a term in the title or a heading adds; it also counts in the body. By nDCG@10 on NFCorpus dev.</summary>
    private const float HeadBoost = 0.25f;

    /// <summary>
    /// The terms of a query, no term twice; none if it says nothing. The words of a phrase are terms like others, stop words too, so that a chunk that meets the
    /// conditions is found. Of too many terms those are taken that tell the most.
    /// </summary>
    /// <param name="syntax">The query.</param>
    /// <param name="searcher">Knows how common terms are.</param>
    /// <param name="feedback">Passages to learn more terms from; may be empty.</param>
    public IReadOnlyList<WeightedTerm> Terms(QuerySyntax syntax, LiveSearcher searcher, IReadOnlyList<FeedbackPassage> feedback)
    {
        OrderedDictionary<string, int> counts = QueryTerms.Count(content, syntax.Words);
        foreach (string phrase in syntax.Phrases)
        {
            foreach ((string term, int count) in QueryTerms.Count(everything, phrase)) counts[term] = counts.GetValueOrDefault(term) + count;
        }
        if (counts.Count == 0) counts = QueryTerms.Count(everything, syntax.Words);
        return
        [
            .. (feedback.Count == 0 ? MostTelling(counts, searcher) : Expanded(counts, feedback, searcher)).SelectMany(static term => (WeightedTerm[])
            [
                new(new Term(ChunkFields.Body, term.Term), term.Weight),
                new(new Term(ChunkFields.Title, term.Term), term.Weight * HeadBoost),
                new(new Term(ChunkFields.Heading, term.Term), term.Weight * HeadBoost),
            ]),
        ];
    }

    /// <summary>The distinct terms of a query's words but for stop words, in their order; not more than are searched.</summary>
    public IReadOnlyList<string> ContentTerms(QuerySyntax syntax) => [.. QueryTerms.Count(content, syntax.Words).Keys.Take(maxTerms)];

    /// <summary>The words of a query, to be found again in what was found.</summary>
    public QueryWords Words(QuerySyntax syntax, LiveSearcher searcher)
    {
        OrderedDictionary<string, int> counts = QueryTerms.Count(content, syntax.Text);
        if (counts.Count == 0) counts = QueryTerms.Count(everything, syntax.Text);
        return new QueryWords(everything, counts.Keys.ToDictionary(term => term, term => (double)Bm25.Idf(searcher.DocFreq(new Term(ChunkFields.Body, term)), searcher.Documents)));
    }

    /// <summary>The phrases that must occur and the words that must not; null if the query has none.</summary>
    public Query? Conditions(QuerySyntax syntax)
    {
        Query[] required = Phrases(syntax.Phrases), unwanted = Phrases(syntax.Excluded);
        if (required.Length == 0 && unwanted.Length == 0) return null;
        BooleanQuery query = new(disableCoord: true);
        foreach (Query phrase in required) query.Add(phrase, Occur.MUST);
        if (required.Length == 0) query.Add(new MatchAllDocsQuery(), Occur.MUST);
        foreach (Query phrase in unwanted) query.Add(phrase, Occur.MUST_NOT);
        return query;
    }

    private Query[] Phrases(IReadOnlyList<string> texts) => [.. texts.Select(text => QueryTerms.Phrase(everything, text)).OfType<Query>()];

    private IEnumerable<(string Term, float Weight)> Expanded(OrderedDictionary<string, int> counts, IReadOnlyList<FeedbackPassage> feedback, LiveSearcher searcher) =>
        RelevanceModel.Expand(counts, feedback, content, searcher).Select(static term => (term.Key, term.Value));

    /// <summary>Terms weighted by how often the query says them; of too many, those that are said often and occur seldom.</summary>
    private IEnumerable<(string Term, float Weight)> MostTelling(OrderedDictionary<string, int> counts, LiveSearcher searcher)
    {
        IEnumerable<(string Term, float Weight)> terms = counts.Select(static count => (count.Key, (float)count.Value));
        if (counts.Count <= maxTerms) return terms;
        return terms.Select(term => (Term: term, Documents: searcher.DocFreq(new Term(ChunkFields.Body, term.Term))))
            .Where(static known => known.Documents > 0)
            .OrderByDescending(known => known.Term.Weight * Bm25.Idf(known.Documents, searcher.Documents))
            .ThenBy(static known => known.Term.Term, StringComparer.Ordinal)
            .Take(maxTerms).Select(static known => known.Term);
    }
}
