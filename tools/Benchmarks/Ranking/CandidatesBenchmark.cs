using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using SearchEngine.Encoder;
using SearchEngine.Evaluation.Collections;
using SearchEngine.Evaluation.Runs;
using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Models;
using SearchEngine.Reranker;

namespace SearchEngine.Benchmarks.Ranking;

/// <summary>
/// <c>benchmarks candidates</c>: what the retrievers and the cross-encoder make of each query of a collection, as JSON lines: what fusion weights, the blend and its gate are fitted on. Vectors of the
/// passages lie in the index's catalog.
/// </summary>
internal static class CandidatesBenchmark
{
    public static Command Create()
    {
        Argument<string> folder = new("DIR") { Description = "A collection in BEIR layout" };
        Option<string?> split = new("--split") { Description = "Its judgements" };
        Option<string> index = new("--index") { Description = "The index to use, or to make", Required = true };
        Option<string> output = new("--out") { Description = "The file to write", Required = true };
        Option<int> queries = new("--queries") { Description = "At most so many, evenly chosen", DefaultValueFactory = _ => int.MaxValue };
        Option<int> lexical = new("--lexical") { Description = "Passages found by words that are scored", DefaultValueFactory = _ => 30 };
        Option<int> dense = new("--dense") { Description = "Passages found by meaning that are scored", DefaultValueFactory = _ => 50 };
        Command command = new("candidates", "Write what each stage makes of a collection's queries, to fit weights on") { folder, split, index, output, queries, lexical, dense };
        command.SetAction(async (parsed, cancellation) =>
        {
            BeirCollection collection = BeirCollection.Open(parsed.GetRequiredValue(folder), parsed.GetValue(split));
            await using (KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(new KnowledgeBaseOptions { IndexPath = parsed.GetRequiredValue(index) }, cancellation))
                await knowledge.IndexAsync(collection.Name, RetrievalEvaluation.ToDocuments(collection), null, cancellation);
            await WriteAsync(collection, parsed.GetRequiredValue(index), parsed.GetRequiredValue(output), parsed.GetValue(queries), parsed.GetValue(lexical), parsed.GetValue(dense), cancellation);
        });
        return command;
    }

    private static async Task WriteAsync(BeirCollection collection, string indexPath, string output, int most, int byWords, int byMeaning, CancellationToken cancellation)
    {
        const int Depth = 500;
        using TextEncoder encoder = TextEncoder.Load(ModelFolders.Find("bge-small-en-v1.5"));
        using CrossEncoder reranker = CrossEncoder.Load(ModelFolders.Find("reranker-mini-v1"));
        using SearchIndex index = SearchIndex.Open(indexPath, IndexAccess.Read);
        using IndexSnapshot snapshot = index.Snapshot();
        await using StreamWriter writer = new(output);
        int step = Math.Max(1, collection.Queries.Count / most);
        long started = Stopwatch.GetTimestamp();
        int done = 0;
        foreach (JudgedQuery query in collection.Queries.Where((_, i) => i % step == 0).Take(most))
        {
            float[] vector = new float[encoder.Dimensions];
            encoder.Encode(query.Text, TextRole.Query, vector);
            IReadOnlyList<Hit> words = snapshot.SearchWords(query.Text, Depth), meaning = snapshot.SearchVectors(vector, Depth);
            long[] ids = [.. words.Take(byWords).Concat(meaning.Take(byMeaning)).Select(hit => hit.ChunkId).Distinct()];
            Dictionary<long, ChunkRow> rows = snapshot.GetChunks([.. words.Concat(meaning).Select(hit => hit.ChunkId).Distinct()]).ToDictionary(row => row.ChunkId);
            RerankResults scored = await reranker.RerankAsync(query.Text, [.. ids.Select(id => ModelInput.From(rows[id]).Text)], default, cancellation);
            await writer.WriteLineAsync(JsonSerializer.Serialize(new
            {
                id = query.Id,
                text = query.Text,
                vector,
                relevant = collection.Judgements[query.Id],
                lexical = words.Select(hit => new[] { hit.ChunkId, hit.Score }),
                dense = meaning.Select(hit => new[] { hit.ChunkId, hit.Score }),
                cross = scored.Passages.Select(passage => new[] { ids[passage.Index], passage.Score!.Logit, passage.Score.Answer?.Score ?? 0, passage.Score.NoAnswerScore ?? 0 }),
                documents = rows.Values.ToDictionary(row => row.ChunkId, row => row.Path),
            }).AsMemory(), cancellation);
            if (++done % 100 == 0) Console.Error.WriteLine($"{collection.Name}: {done} queries, {Stopwatch.GetElapsedTime(started).TotalSeconds / done:F3} s each");
        }
    }
}
