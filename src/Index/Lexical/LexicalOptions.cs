using Lucene.Net.Analysis;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Util;
using Directory = Lucene.Net.Store.Directory;

namespace SearchEngine.Index.Lexical;

/// <summary>What was chosen by measurement. The product takes it as it is; the benchmarks that chose it put other things in its place.</summary>
internal sealed record LexicalOptions
{
    /// <summary>How files are read.</summary>
    public Func<string, Directory> OpenDirectory { get; init; } = static folder => new MappedDirectory(folder);

    /// <summary>From a word to its stem.</summary>
    public Func<TokenStream, TokenStream> CreateStemmer { get; init; } = static terms => new PorterStemFilter(terms);

    /// <summary>What queries leave out.</summary>
    public CharArraySet StopWords { get; init; } = Lexical.StopWords.English;

    /// <summary>Of a longer query the terms count that tell the most.</summary>
    public int MaxTerms { get; init; } = 256;
}
