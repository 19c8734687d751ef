using System.CommandLine;
using SearchEngine.Documents.Chunking;
using SearchEngine.Evaluation.Collections;
using SearchEngine.Evaluation.Runs;
using SearchEngine.Ingestion;

namespace SearchEngine.Benchmarks.Ranking;

/// <summary>
/// <c>benchmarks chunk-sizes</c>: nDCG@10 of each stage with chunks of other sizes, and without titles. All variants
/// share an index, so unchanged passages are not encoded again.
/// </summary>
internal static class ChunkSizesBenchmark
{
    public static Command Create()
    {
        Argument<string[]> collections = CommonArguments.CreateCollections();
        Option<string> split = CommonArguments.CreateSplit("dev");
        Option<int[]> sizes = new("--sizes")
        {
            Description = "Target sizes of chunks in tokens",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [100, 150, 200, 250, 300],
        };
        Option<bool> untitled = new("--no-titles") { Description = "Also measure without titles, at the product's own chunk size" };
        Option<int> every = CommonArguments.CreateSampling();
        Option<string> indexes = new("--indexes")
        {
            Description = "The folder of their indexes, which are kept",
            DefaultValueFactory = _ => "artifacts/chunk-sizes",
        };
        Command command = new("chunk-sizes", "Measure how the size of chunks affects ranking")
        {
            collections,
            split,
            sizes,
            untitled,
            every,
            indexes,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            foreach (string folder in parsed.GetRequiredValue(collections))
            {
                string index = Path.Combine(parsed.GetRequiredValue(indexes), Path.GetFileName(folder));
                BeirCollection collection = BeirCollection.Open(folder, parsed.GetValue(split)).Sample(parsed.GetValue(every));
                Console.WriteLine($"{collection.Name} {collection.Split}: {collection.Queries.Count} queries");
                IAsyncEnumerable<Document> documents = RetrievalEvaluation.ToDocuments(collection);
                foreach (int size in parsed.GetValue(sizes)!)
                    await RunAsync(
                        $"target {size}",
                        new StructureChunker(size, size + size / 2),
                        index,
                        collection,
                        documents,
                        cancellation);
                if (parsed.GetValue(untitled))
                {
                    IAsyncEnumerable<Document> withoutTitles = documents.Select(document => document with { Title = "" });
                    await RunAsync("no titles", new StructureChunker(), index, collection, withoutTitles, cancellation);
                }
            }
        });
        return command;
    }

    private static async Task RunAsync(
        string name,
        IChunker chunker,
        string index,
        BeirCollection collection,
        IAsyncEnumerable<Document> documents,
        CancellationToken cancellation)
    {
        await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(
            new KnowledgeBaseOptions { IndexPath = index, Chunker = chunker },
            cancellation);
        await knowledge.IndexAsync(collection.Name, documents, cancellationToken: cancellation);
        EvaluationReport report = await RetrievalEvaluation.RunAsync(knowledge, collection, cancellationToken: cancellation);
        int passages = (await knowledge.GetStatusAsync(cancellation)).Passages;
        string stages = string.Join("  ", report.Stages.Select(stage => $"{stage.Stage} {stage.Ndcg10:F4}"));
        Console.WriteLine($"  {name,-10} {passages,6} passages  nDCG@10 {stages}");
    }
}
