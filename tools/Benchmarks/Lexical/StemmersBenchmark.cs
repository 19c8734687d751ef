using System.CommandLine;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Snowball;
using Lucene.Net.Analysis.Util;
using Lucene.Net.Tartarus.Snowball.Ext;
using SearchEngine.Documents;
using SearchEngine.Documents.Chunking;
using SearchEngine.Documents.Formats.Text;
using SearchEngine.Evaluation.Collections;
using SearchEngine.Evaluation.Measures;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Lexical;

namespace SearchEngine.Benchmarks.Lexical;

/// <summary><c>benchmarks stemmers</c>: what the parts of the analysis do to the ranking. Documents are cut as the product cuts them and found by words alone.</summary>
internal static class StemmersBenchmark
{
    private const int Depth = 400;

    private static readonly (string Name, LexicalOptions Options)[] Ways =
    [
        ("the product's", new LexicalOptions()),
        ("no stemmer", new LexicalOptions { CreateStemmer = static terms => terms }),
        ("Porter", new LexicalOptions { CreateStemmer = static terms => new PorterStemFilter(terms) }),
        ("KStem", new LexicalOptions { CreateStemmer = static terms => new KStemFilter(terms) }),
        ("Porter2 (Snowball)", new LexicalOptions { CreateStemmer = static terms => new SnowballFilter(terms, new EnglishStemmer()) }),
        ("no stop words", new LexicalOptions { StopWords = CharArraySet.Empty }),
        ("Lucene's stop words", new LexicalOptions { StopWords = Lucene.Net.Analysis.Core.StopAnalyzer.ENGLISH_STOP_WORDS_SET }),
        ("at most 32 terms", new LexicalOptions { MaxTerms = 32 }),
    ];

    public static Command Create()
    {
        Argument<string[]> collections = new("DIR") { Description = "Collections in BEIR layout", Arity = ArgumentArity.OneOrMore };
        Option<string> split = new("--split") { Description = "Their judgements", DefaultValueFactory = _ => "dev" };
        Command command = new("stemmers", "nDCG@10 by words alone, with other stemmers, stop words and limits") { collections, split };
        command.SetAction(parsed =>
        {
            foreach (string folder in parsed.GetRequiredValue(collections)) Run(BeirCollection.Open(folder, parsed.GetValue(split)));
        });
        return command;
    }

    private static void Run(BeirCollection collection)
    {
        (BeirDocument Document, Chunk Chunk)[] chunks = [.. collection.Documents().SelectMany(Cut)];
        Console.WriteLine($"{collection.Name} {collection.Split}: {chunks.Length} chunks, {collection.Queries.Count} queries");
        foreach ((string name, LexicalOptions options) in Ways)
        {
            DirectoryInfo folder = Directory.CreateTempSubdirectory("lexical-");
            using (LexicalIndex index = new(folder.FullName, options))
            {
                index.Update([], chunks.Select((chunk, i) => new ChunkWords(i, chunk.Document.Title, chunk.Chunk.HeadingPath, chunk.Chunk.Text)), new DerivedStamp(name, 1));
                using LexicalSnapshot snapshot = index.Snapshot();
                Dictionary<string, IReadOnlyList<ScoredDocument>> run = collection.Queries.ToDictionary(
                    query => query.Id,
                    query => Rank(snapshot.Search(ParsedQuery.Parse(query.Text), Depth)));
                Console.WriteLine(FormattableString.Invariant($"  {name,-20} nDCG@10 {TrecMeasures.Evaluate(run, collection.Judgements).Mean.Ndcg10:F4}"));
            }
            folder.Delete(recursive: true);
        }

        // A document ranks where its best chunk does.
        IReadOnlyList<ScoredDocument> Rank(IReadOnlyList<Hit> hits) =>
            [.. hits.DistinctBy(hit => chunks[hit.ChunkId].Document.Id).Take(100).Select(hit => new ScoredDocument(chunks[hit.ChunkId].Document.Id, hit.Score))];
    }

    private static IEnumerable<(BeirDocument, Chunk)> Cut(BeirDocument document)
    {
        DocumentText text = new PlainTextReader().Read(document.Id, document.Text);
        return new StructureChunker().Chunk(text).Select(chunk => (document, chunk));
    }
}
