using Lucene.Net.Analysis;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace SearchEngine.Index.Lexical;

/// <summary>Turns what a person types into a Lucene query: a weighted sum of BM25 over terms and fields.</summary>
internal sealed class LexicalQuery(Analyzer content, Analyzer everything, int maxTerms)
{
    /// <summary>What a term in the title or a heading adds; it also counts in the body. By nDCG@10 on NFCorpus dev.</summary>
    private const float HeadBoost = 0.25f;

    /// <summary>The query, or null if nothing can match.</summary>
    public Query? Build(string text, LiveSearcher searcher)
    {
        QuerySyntax syntax = QuerySyntax.Parse(text);
        BooleanQuery query = new(disableCoord: true);
        bool finds = AddPhrases(query, syntax);
        Dictionary<string, int> terms = QueryTerms.Count(content, syntax.Words);
        if (terms.Count == 0 && !finds) terms = QueryTerms.Count(everything, syntax.Words);
        foreach ((string term, float weight) in MostTelling(terms, searcher))
        {
            AddTerm(query, ChunkFields.Body, term, weight);
            AddTerm(query, ChunkFields.Title, term, weight * HeadBoost);
            AddTerm(query, ChunkFields.Heading, term, weight * HeadBoost);
            finds = true;
        }
        if (!finds) return null;
        AddExcluded(query, syntax);
        return query;
    }

    /// <summary>The phrases that must occur and the words that must not, without the ranking; null if the query has none.</summary>
    public Query? Conditions(QuerySyntax syntax)
    {
        BooleanQuery query = new(disableCoord: true);
        if (!AddPhrases(query, syntax)) query.Add(new MatchAllDocsQuery(), Occur.MUST);
        int required = query.Clauses.Count;
        AddExcluded(query, syntax);
        return query.Clauses.Count > required || syntax.Phrases.Count > 0 ? query : null;
    }

    private bool AddPhrases(BooleanQuery query, QuerySyntax syntax)
    {
        bool any = false;
        foreach (string phrase in syntax.Phrases)
        {
            if (QueryTerms.Phrase(everything, phrase) is not { } required) continue;
            query.Add(required, Occur.MUST);
            any = true;
        }
        return any;
    }

    private void AddExcluded(BooleanQuery query, QuerySyntax syntax)
    {
        foreach (string excluded in syntax.Excluded)
        {
            if (QueryTerms.Phrase(everything, excluded) is { } unwanted) query.Add(unwanted, Occur.MUST_NOT);
        }
    }

    /// <summary>Terms weighted by how often the query says them; of too many, those that are said often and occur seldom.</summary>
    private IEnumerable<(string Term, float Weight)> MostTelling(Dictionary<string, int> counts, LiveSearcher searcher)
    {
        IEnumerable<(string Term, float Weight)> terms = counts.Select(static count => (count.Key, (float)count.Value));
        if (counts.Count <= maxTerms) return terms;
        return terms.Select(term => (Term: term, Documents: searcher.DocFreq(new Term(ChunkFields.Body, term.Term))))
            .Where(static known => known.Documents > 0)
            .OrderByDescending(known => known.Term.Weight * Math.Log(1 + (searcher.IndexReader.NumDocs - known.Documents + 0.5) / (known.Documents + 0.5)))
            .ThenBy(static known => known.Term.Term, StringComparer.Ordinal)
            .Take(maxTerms).Select(static known => known.Term);
    }

    private static void AddTerm(BooleanQuery query, string field, string term, float boost) =>
        query.Add(new TermQuery(new Term(field, term)) { Boost = boost }, Occur.SHOULD);
}
