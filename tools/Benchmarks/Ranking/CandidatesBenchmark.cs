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
/// <c>benchmarks candidates</c>: writes the scores of the retrievers and the cross-encoder for each query of a collection
/// as JSON lines, to fit fusion and re-ranking weights on. The vectors of passages are in the index's catalog.
/// </summary>
internal static class CandidatesBenchmark
{
    public static Command Create()
    {
        Argument<string> folder = new("DIR") { Description = "A collection in BEIR layout" };
        Option<string?> split = new("--split") { Description = "The split whose judgements are used" };
        Option<string> index = new("--index") { Description = "The index folder, which is created if needed", Required = true };
        Option<string> output = new("--out") { Description = "The file to write", Required = true };
        Option<int> queries = new("--queries")
        {
            Description = "The maximum number of queries, evenly chosen",
            DefaultValueFactory = _ => int.MaxValue,
        };
        Option<int> lexical = new("--lexical") { Description = "Number of lexical hits to score", DefaultValueFactory = _ => 30 };
        Option<int> dense = new("--dense") { Description = "Number of dense hits to score", DefaultValueFactory = _ => 50 };
        Command command = new("candidates", "Write the scores of each stage for a collection's queries, to fit weights on")
        {
            folder,
            split,
            index,
            output,
            queries,
            lexical,
            dense,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            BeirCollection collection = BeirCollection.Open(parsed.GetRequiredValue(folder), parsed.GetValue(split));
            KnowledgeBaseOptions options = new() { IndexPath = parsed.GetRequiredValue(index) };
            await using (KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(options, cancellation))
                await knowledge.IndexAsync(collection.Name, RetrievalEvaluation.ToDocuments(collection), null, cancellation);
            CandidateLimits limits = new(parsed.GetValue(queries), parsed.GetValue(lexical), parsed.GetValue(dense));
            await WriteAsync(collection, options.IndexPath, parsed.GetRequiredValue(output), limits, cancellation);
        });
        return command;
    }

    private static async Task WriteAsync(
        BeirCollection collection,
        string indexPath,
        string output,
        CandidateLimits limits,
        CancellationToken cancellation)
    {
        const int Depth = 500;
        using TextEncoder encoder = TextEncoder.Load(ModelFolders.Find("bge-small-en-v1.5"));
        using CrossEncoder reranker = CrossEncoder.Load(ModelFolders.Find("reranker-mini-v1"));
        using SearchIndex index = SearchIndex.Open(indexPath, IndexAccess.Read);
        using IndexSnapshot snapshot = index.Snapshot();
        await using StreamWriter writer = new(output);
        int step = Math.Max(1, collection.Queries.Count / limits.Queries);
        long started = Stopwatch.GetTimestamp();
        int done = 0;
        foreach (JudgedQuery query in collection.Queries.Where((_, i) => i % step == 0).Take(limits.Queries))
        {
            float[] vector = new float[encoder.Dimensions];
            encoder.Encode(query.Text, TextRole.Query, vector);
            IReadOnlyList<Hit> lexical = snapshot.SearchWords(query.Text, Depth), dense = snapshot.SearchVectors(vector, Depth);
            long[] ids = [.. lexical.Take(limits.Lexical).Concat(dense.Take(limits.Dense)).Select(hit => hit.ChunkId).Distinct()];
            long[] all = [.. lexical.Concat(dense).Select(hit => hit.ChunkId).Distinct()];
            Dictionary<long, ChunkRow> rows = snapshot.GetChunks(all).ToDictionary(row => row.ChunkId);
            string[] texts = [.. ids.Select(id => ModelInput.From(rows[id]).Text)];
            RerankResults scored = await reranker.RerankAsync(query.Text, texts, default, cancellation);
            await writer.WriteLineAsync(JsonSerializer.Serialize(new
            {
                id = query.Id,
                text = query.Text,
                vector,
                relevant = collection.Judgements[query.Id],
                lexical = lexical.Select(hit => new[] { hit.ChunkId, hit.Score }),
                dense = dense.Select(hit => new[] { hit.ChunkId, hit.Score }),
                cross = scored.Passages.Select(passage => Scores(ids[passage.Index], passage.Score!)),
                documents = rows.Values.ToDictionary(row => row.ChunkId, row => row.Path),
            }).AsMemory(), cancellation);
            if (++done % 100 != 0) continue;
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds / done;
            Console.Error.WriteLine($"{collection.Name}: {done} queries, {seconds:F3} s each");
        }
    }

    private static float[] Scores(long chunkId, PassageScore score) =>
        [chunkId, score.Logit, score.Answer?.Score ?? 0, score.NoAnswerScore ?? 0];

    private sealed record CandidateLimits(int Queries, int Lexical, int Dense);
}
