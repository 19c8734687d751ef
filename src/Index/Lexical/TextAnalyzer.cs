using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Util;

namespace SearchEngine.Index.Lexical;

/// <summary>
/// Converts text to terms: words without possessive s, identifiers as a whole and in parts, lower case, letters without accents,
/// Porter's stems.
/// </summary>
/// <remarks>
/// The index contains stop words, so that phrases and queries of nothing but stop words find something; queries leave them out.
/// Chosen by nDCG@10 on the development halves of NFCorpus and CoSQA; indexing the parts of identifiers alone is worth 0.05 on
/// code.
/// </remarks>
internal sealed class TextAnalyzer(bool keepStopWords, LexicalOptions options) : Analyzer
{
    /// <summary>Increase with every change of the terms that a text gives: it makes existing indexes be rebuilt.</summary>
    public const int Version = 1;

    private const LuceneVersion MatchVersion = LuceneVersion.LUCENE_48;

    private const WordDelimiterFlags DelimiterFlags = WordDelimiterFlags.GENERATE_WORD_PARTS
        | WordDelimiterFlags.GENERATE_NUMBER_PARTS
        | WordDelimiterFlags.PRESERVE_ORIGINAL
        | WordDelimiterFlags.SPLIT_ON_CASE_CHANGE;

    private static readonly byte[] DelimiterTable = CreateDelimiterTable('#', '+');

    /// <summary>Separates title, headings and text by a gap in positions, so that no phrase matches across them.</summary>
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

    /// <summary>
    /// Returns Lucene's table of delimiters with <paramref name="symbols"/>, which C# and C++ contain, as letters.
    /// </summary>
    private static byte[] CreateDelimiterTable(params ReadOnlySpan<char> symbols)
    {
        byte[] table = (byte[])WordDelimiterIterator.DEFAULT_WORD_DELIM_TABLE.Clone();
        foreach (char symbol in symbols) table[symbol] = (byte)WordDelimiterFilter.ALPHA;
        return table;
    }
}
