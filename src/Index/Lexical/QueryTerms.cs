using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace SearchEngine.Index.Lexical;

/// <summary>
/// Analyzes the text of queries. Lucene's query parser is not used: it rejects some texts as invalid, and a search box must
/// accept every text.
/// </summary>
internal static class QueryTerms
{
    /// <summary>A longer phrase is searched by its first words.</summary>
    private const int MaxPhraseWords = 64;

    /// <summary>
    /// Returns the distinct terms of <paramref name="text"/> in the order of their first occurrence, with their counts.
    /// </summary>
    public static OrderedDictionary<string, int> CountTerms(Analyzer analyzer, string text)
    {
        OrderedDictionary<string, int> counts = [];
        using TokenStream terms = analyzer.GetTokenStream(ChunkFields.Body, text);
        ICharTermAttribute term = terms.GetAttribute<ICharTermAttribute>();
        terms.Reset();
        while (terms.IncrementToken())
        {
            string value = term.ToString();
            counts[value] = counts.GetValueOrDefault(value) + 1;
        }
        terms.End();
        return counts;
    }

    /// <summary>Creates a query for the terms of <paramref name="text"/> in sequence, or null if the text has no terms.</summary>
    public static Query? CreatePhraseQuery(Analyzer analyzer, string text)
    {
        MultiPhraseQuery phrase = new();
        List<Term> samePosition = [];
        int position = -1, firstPosition = 0, words = 0;
        using TokenStream terms = analyzer.GetTokenStream(ChunkFields.Body, text);
        ICharTermAttribute term = terms.GetAttribute<ICharTermAttribute>();
        IPositionIncrementAttribute increment = terms.GetAttribute<IPositionIncrementAttribute>();
        terms.Reset();
        while (terms.IncrementToken() && words < MaxPhraseWords)
        {
            if (increment.PositionIncrement > 0)
            {
                Flush();
                position += increment.PositionIncrement;
                if (words++ == 0) firstPosition = position;
            }
            samePosition.Add(new Term(ChunkFields.Body, term.ToString()));
        }
        terms.End();
        Flush();
        return words == 0 ? null : phrase;

        void Flush()
        {
            if (samePosition.Count > 0) phrase.Add([.. samePosition], position - firstPosition);
            samePosition.Clear();
        }
    }
}
