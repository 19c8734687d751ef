using Lucene.Net.Analysis;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Util;
using Directory = Lucene.Net.Store.Directory;

namespace SearchEngine.Index.Lexical;

/// <summary>Settings that were chosen by measurement. The product uses the defaults; benchmarks and tests replace them.</summary>
internal sealed record LexicalOptions
{
    /// <summary>Opens the folder of the index as a Lucene directory.</summary>
    public Func<string, Directory> OpenDirectory { get; init; } = static folder => new MappedDirectory(folder);

    /// <summary>Adds a stemmer to the analysis chain.</summary>
    public Func<TokenStream, TokenStream> CreateStemmer { get; init; } = static terms => new PorterStemFilter(terms);

    /// <summary>Words that are indexed but removed from queries.</summary>
    public CharArraySet StopWords { get; init; } = Lexical.StopWords.English;

    /// <summary>The maximum number of terms of a query. Longer queries are reduced to the terms with the highest tf-idf.</summary>
    public int MaxTerms { get; init; } = 256;
}
