using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace SearchEngine.Index.Lexical;

/// <summary>The words of a query, to be found again in texts: as the index knows them, so that "refunds" finds "refunded". Safe for many threads.</summary>
internal sealed class QueryTermMatcher
{
    private readonly Analyzer? _analyzer;
    private readonly Dictionary<string, double> _weights;

    internal QueryTermMatcher(Analyzer? analyzer, Dictionary<string, double> weights) => (_analyzer, _weights) = (analyzer, weights);

    /// <summary>Those of a query that says nothing.</summary>
    internal static QueryTermMatcher Empty { get; } = new(null, []);

    /// <summary>Where the query's words stand in a text, first to last, none overlapping.</summary>
    /// <param name="text">The text.</param>
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
            // An identifier comes whole and in parts; whichever comes first stands for it.
            if (matches.Count > 0 && offset.StartOffset < matches[^1].End) continue;
            matches.Add(new TermMatch(offset.StartOffset, offset.EndOffset, term.ToString(), weight));
        }
        terms.End();
        return matches;
    }
}

/// <summary>A word of a query that stands in a text.</summary>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="End">One past its last UTF-16 unit.</param>
/// <param name="Term">The word as the index knows it.</param>
/// <param name="Weight">What it says: the rarer, the more (its inverse document frequency).</param>
internal readonly record struct TermMatch(int Start, int End, string Term, double Weight);
