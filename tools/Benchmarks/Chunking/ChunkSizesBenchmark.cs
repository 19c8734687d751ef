using System.CommandLine;
using SearchEngine.Documents.Chunking;
using SearchEngine.Evaluation.Collections;
using SearchEngine.Evaluation.Runs;
using SearchEngine.Ingestion;

namespace SearchEngine.Benchmarks.Chunking;

/// <summary>
/// <c>benchmarks chunk-sizes</c>: nDCG@10 of each retriever and of both with documents cut into passages of other sizes, and with titles kept from both. One index for all: a text that is cut as before is not
/// encoded again.
/// </summary>
internal static class ChunkSizesBenchmark
{
    public static Command Create()
    {
        Argument<string[]> collections = new("DIR") { Description = "Collections in BEIR layout", Arity = ArgumentArity.OneOrMore };
        Option<string> split = new("--split") { Description = "Their judgements", DefaultValueFactory = _ => "dev" };
        Option<int[]> sizes = new("--sizes") { Description = "Targets, in tokens", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [100, 150, 200, 250, 300] };
        Option<bool> untitled = new("--no-titles") { Description = "Also without titles, at the product's own size" };
        Option<int> every = new("--every") { Description = "Ask one of so many queries", DefaultValueFactory = _ => 1 };
        Option<string> indexes = new("--indexes") { Description = "Where their indexes are kept", DefaultValueFactory = _ => "artifacts/chunk-sizes" };
        Command command = new("chunk-sizes", "What the size of passages does to the ranking") { collections, split, sizes, untitled, every, indexes };
        command.SetAction(async (parsed, cancellation) =>
        {
            foreach (string folder in parsed.GetRequiredValue(collections))
            {
                string index = Path.Combine(parsed.GetRequiredValue(indexes), Path.GetFileName(folder));
                BeirCollection collection = BeirCollection.Open(folder, parsed.GetValue(split)).Sample(parsed.GetValue(every));
                Console.WriteLine($"{collection.Name} {collection.Split}: {collection.Queries.Count} queries");
                foreach (int size in parsed.GetValue(sizes)!) await RunAsync($"target {size}", new StructureChunker(size, size + size / 2), index, collection, RetrievalEvaluation.ToDocuments(collection), cancellation);
                if (parsed.GetValue(untitled))
                    await RunAsync("no titles", new StructureChunker(), index, collection, RetrievalEvaluation.ToDocuments(collection).Select(document => document with { Title = "" }), cancellation);
            }
        });
        return command;
    }

    private static async Task RunAsync(string name, IChunker chunker, string index, BeirCollection collection, IAsyncEnumerable<Document> documents, CancellationToken cancellation)
    {
        await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(new KnowledgeBaseOptions { IndexPath = index, Chunker = chunker }, cancellation);
        await knowledge.IndexAsync(collection.Name, documents, cancellationToken: cancellation);
        EvaluationReport report = await RetrievalEvaluation.RunAsync(knowledge, collection, cancellationToken: cancellation);
        int passages = (await knowledge.GetStatusAsync(cancellation)).Passages;
        Console.WriteLine(FormattableString.Invariant($"  {name,-10} {passages,6} passages  nDCG@10 {string.Join("  ", report.Stages.Select(stage => FormattableString.Invariant($"{stage.Stage} {stage.Ndcg10:F4}")))}"));
    }
}
