using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace SearchEngine.Index.Lexical;

/// <summary>
/// Finds the words of a query in texts, by the same analysis as the index, so that "refunds" matches "refunded". Safe for many
/// threads.
/// </summary>
internal sealed class QueryTermMatcher
{
    private readonly Analyzer? _analyzer;
    private readonly Dictionary<string, double> _weights;

    /// <param name="analyzer">Analyzes the texts.</param>
    /// <param name="weights">The idf of each term of the query.</param>
    public QueryTermMatcher(Analyzer? analyzer, Dictionary<string, double> weights) => (_analyzer, _weights) = (analyzer, weights);

    /// <summary>The matcher of a query without words.</summary>
    public static QueryTermMatcher Empty { get; } = new(null, []);

    /// <summary>Returns the occurrences of the query's words in <paramref name="text"/>, in order, without overlaps.</summary>
    public IReadOnlyList<TermMatch> FindMatches(string text)
    {
        if (_analyzer is null || _weights.Count == 0) return [];
        List<TermMatch> matches = [];
        using TokenStream terms = _analyzer.GetTokenStream(ChunkFields.Body, text);
        ICharTermAttribute term = terms.GetAttribute<ICharTermAttribute>();
        IOffsetAttribute offset = terms.GetAttribute<IOffsetAttribute>();
        terms.Reset();
        while (terms.IncrementToken())
        {
            if (!_weights.TryGetValue(term.ToString(), out double weight)) continue;
            // The analyzer emits an identifier as a whole and in parts; the first match covers the others.
            if (matches.Count > 0 && offset.StartOffset < matches[^1].End) continue;
            matches.Add(new TermMatch(offset.StartOffset, offset.EndOffset, term.ToString(), weight));
        }
        terms.End();
        return matches;
    }
}

/// <summary>An occurrence of a query's word in a text.</summary>
/// <param name="Start">The offset of the first UTF-16 unit.</param>
/// <param name="End">The offset after the last UTF-16 unit.</param>
/// <param name="Term">The analyzed word.</param>
/// <param name="Weight">The word's inverse document frequency.</param>
internal readonly record struct TermMatch(int Start, int End, string Term, double Weight);
