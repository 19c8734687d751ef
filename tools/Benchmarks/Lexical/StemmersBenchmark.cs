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

/// <summary>
/// <c>benchmarks stemmers</c>: how stemmers, stop words and limits affect lexical ranking of the product's chunks.
/// </summary>
internal static class StemmersBenchmark
{
    private const int Depth = 400;

    private static readonly (string Name, LexicalOptions Options)[] Variants =
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
        Argument<string[]> collections = CommonArguments.CreateCollections();
        Option<string> split = CommonArguments.CreateSplit("dev");
        Command command = new("stemmers", "nDCG@10 of lexical search with other stemmers, stop words and limits") { collections, split };
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
        foreach ((string name, LexicalOptions options) in Variants)
        {
            DirectoryInfo folder = Directory.CreateTempSubdirectory("lexical-");
            using (LexicalIndex index = new(folder.FullName, options))
            {
                IEnumerable<ChunkWords> words = chunks.Select(
                    (chunk, i) => new ChunkWords(i, chunk.Document.Title, chunk.Chunk.HeadingPath, chunk.Chunk.Text));
                index.Update([], words, new DerivedStamp(name, 1));
                using LexicalSnapshot snapshot = index.Snapshot();
                Dictionary<string, IReadOnlyList<ScoredDocument>> run = collection.Queries.ToDictionary(
                    query => query.Id,
                    query => Rank(snapshot.Search(ParsedQuery.Parse(query.Text), Depth)));
                double ndcg = TrecMeasures.Evaluate(run, collection.Judgements).Mean.Ndcg10;
                Console.WriteLine($"  {name,-20} nDCG@10 {ndcg:F4}");
            }
            folder.Delete(recursive: true);
        }

        // A document takes the rank of its best chunk.
        IReadOnlyList<ScoredDocument> Rank(IReadOnlyList<Hit> hits) =>
            [
                .. hits.Select(hit => new ScoredDocument(chunks[hit.ChunkId].Document.Id, hit.Score))
                    .DistinctBy(document => document.Id)
                    .Take(100),
            ];
    }

    private static IEnumerable<(BeirDocument, Chunk)> Cut(BeirDocument document)
    {
        DocumentText text = new PlainTextReader().Read(document.Id, document.Text);
        return new StructureChunker().Chunk(text).Select(chunk => (document, chunk));
    }
}
