using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace SearchEngine.Index.Lexical;

/// <summary>Builds Lucene queries from analyzed text. Lucene's own query parser is not used: it has errors, and a search box has none.</summary>
internal static class QueryTerms
{
    /// <summary>A longer phrase is searched by its first so many words.</summary>
    private const int MaxPhraseWords = 64;

    /// <summary>The distinct terms of <paramref name="text"/>, in their order, with how often each occurs.</summary>
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

    /// <summary>The terms of <paramref name="text"/> in a row, as they were indexed; null if it has none.</summary>
    public static Query? CreatePhraseQuery(Analyzer analyzer, string text)
    {
        MultiPhraseQuery phrase = new();
        List<Term> together = [];
        int position = -1, first = 0, words = 0;
        using TokenStream terms = analyzer.GetTokenStream(ChunkFields.Body, text);
        ICharTermAttribute term = terms.GetAttribute<ICharTermAttribute>();
        IPositionIncrementAttribute step = terms.GetAttribute<IPositionIncrementAttribute>();
        terms.Reset();
        while (terms.IncrementToken() && words < MaxPhraseWords)
        {
            if (step.PositionIncrement > 0)
            {
                Flush();
                position += step.PositionIncrement;
                if (words++ == 0) first = position;
            }
            together.Add(new Term(ChunkFields.Body, term.ToString()));
        }
        terms.End();
        Flush();
        return words == 0 ? null : phrase;

        void Flush()
        {
            if (together.Count > 0) phrase.Add([.. together], position - first);
            together.Clear();
        }
    }
}
