using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Util;

namespace SearchEngine.Index.Lexical;

/// <summary>
/// From text to terms: words, possessives without their s, identifiers whole and in parts, lower case, letters without accents, Porter's stems.
/// </summary>
/// <remarks>
/// Stop words are indexed, so that a phrase or a query of nothing else finds something; it is queries that leave them out.
/// Chosen by nDCG@10 on the development halves of NFCorpus and CoSQA; parts of identifiers alone are worth 0.05 on code.
/// </remarks>
internal sealed class TextAnalyzer(bool keepStopWords, LexicalOptions options) : Analyzer
{
    /// <summary>Goes up with every change to what terms a text gives: an index made otherwise is made anew.</summary>
    public const int Version = 1;

    private const LuceneVersion MatchVersion = LuceneVersion.LUCENE_48;

    private const WordDelimiterFlags DelimiterFlags = WordDelimiterFlags.GENERATE_WORD_PARTS | WordDelimiterFlags.GENERATE_NUMBER_PARTS
        | WordDelimiterFlags.PRESERVE_ORIGINAL | WordDelimiterFlags.SPLIT_ON_CASE_CHANGE;

    private static readonly byte[] DelimiterTable = CreateDelimiterTable('#', '+');

    /// <summary>A gap in positions between title, headings and text, so that no phrase reaches across.</summary>
    public override int GetPositionIncrementGap(string fieldName) => 16;

    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
    {
        WordTokenizer words = new(reader);
        TokenStream terms = new EnglishPossessiveFilter(MatchVersion, words);
        terms = new WordDelimiterFilter(MatchVersion, terms, DelimiterTable, DelimiterFlags, protWords: null);
        terms = new LowerCaseFilter(MatchVersion, terms);
        if (!keepStopWords) terms = new StopFilter(MatchVersion, terms, options.StopWords);
        terms = new ASCIIFoldingFilter(terms);
        return new TokenStreamComponents(words, options.CreateStemmer(terms));
    }

    /// <summary>The filter's own table, with the symbols of C# and C++ counted as letters.</summary>
    private static byte[] CreateDelimiterTable(params ReadOnlySpan<char> symbols)
    {
        byte[] table = (byte[])WordDelimiterIterator.DEFAULT_WORD_DELIM_TABLE.Clone();
        foreach (char symbol in symbols) table[symbol] = (byte)WordDelimiterFilter.ALPHA;
        return table;
    }
}
