using System.Runtime.CompilerServices;
using SearchEngine.Evaluation.Collections;
using SearchEngine.Evaluation.Measures;
using SearchEngine.Index.Catalog;
using SearchEngine.Ingestion;
using SearchEngine.Search;

namespace SearchEngine.Evaluation.Runs;

/// <summary>Measures the product itself: every query is asked as a user asks it, one at a time, of an index that was made as a user's is.</summary>
public static class RetrievalEvaluation
{
    /// <summary>Depth of a ranking; the deepest measure is recall at 100.</summary>
    private const int Depth = 100;

    /// <summary>In the order in which they build on each other.</summary>
    private static readonly (string Name, Func<QueryOptions, QueryOptions> Options)[] Stages =
    [
        ("bm25", options => options with { Mode = RetrievalMode.Lexical }),
        ("dense", options => options with { Mode = RetrievalMode.Dense }),
        ("hybrid", options => options with { Mode = RetrievalMode.Hybrid }),
        ("rerank", options => options with { Mode = RetrievalMode.Hybrid, Rerank = new QueryOptions().Rerank }),
    ];

    /// <summary>Indexes a collection where that was not done before; then nothing is encoded.</summary>
    /// <param name="knowledge">Holds the collection, or will.</param>
    /// <param name="collection">The collection.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellationToken">Ends it between two documents or passages.</param>
    public static Task<IndexReport> IndexAsync(
        KnowledgeBase knowledge, BeirCollection collection, IProgress<IndexProgress>? progress = null, CancellationToken cancellationToken = default) =>
        knowledge.IndexAsync(collection.Name, ToDocuments(collection), progress, cancellationToken);

    /// <summary>Measures each stage on documents that are indexed.</summary>
    /// <param name="knowledge">Holds the documents.</param>
    /// <param name="judged">Queries and judgements.</param>
    /// <param name="runs">Keeps what each stage retrieved; null to keep nothing.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="reranks">Whether re-ranking is measured too, which costs fifty times what all else does.</param>
    /// <param name="cancellationToken">Ends it between two queries.</param>
    public static async Task<EvaluationReport> RunAsync(
        KnowledgeBase knowledge, IJudgedQueries judged, RunFolder? runs = null, IProgress<StageProgress>? progress = null, bool reranks = true, CancellationToken cancellationToken = default)
    {
        List<StageReport> stages = [];
        RunMeasures? before = null;
        QueryOptions asked = new() { Take = Depth, Collections = judged.Collection is { } searched ? [searched] : [], IncludeCopies = true, Rerank = null };
        foreach ((string stage, Func<QueryOptions, QueryOptions> options) in reranks ? Stages : Stages[..^1])
        {
            Dictionary<string, IReadOnlyList<ScoredDocument>> run = new(StringComparer.Ordinal);
            List<double> milliseconds = [];
            await foreach (SearchResults results in AskAsync(knowledge, judged.Queries, options(asked), cancellationToken).ConfigureAwait(false))
            {
                run[judged.Queries[milliseconds.Count].Id] = [.. results.Hits.Select(hit => new ScoredDocument(judged.IdOf(hit), hit.Score))];
                milliseconds.Add(results.Timings.Total);
                progress?.Report(new StageProgress(stage, milliseconds.Count, judged.Queries.Count));
            }
            runs?.Write(judged, stage, run);
            RunMeasures measured = TrecMeasures.Evaluate(run, judged.Judgements);
            stages.Add(StageReport.Of(stage, measured, before, milliseconds));
            before = measured;
        }
        int documents = (await knowledge.GetFilesAsync(judged.Collection, cancellationToken).ConfigureAwait(false)).Count(file => file.Status == DocumentStatus.Indexed);
        return new EvaluationReport(judged.Name, judged.Split, documents, judged.Queries.Count, stages);
    }

    /// <summary>The documents as the product takes them.</summary>
    /// <param name="collection">The collection.</param>
    public static async IAsyncEnumerable<Document> ToDocuments(BeirCollection collection)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (BeirDocument document in collection.Documents()) yield return new Document(document.Id, document.Title, document.Text);
    }

    private static async IAsyncEnumerable<SearchResults> AskAsync(
        KnowledgeBase knowledge, IReadOnlyList<JudgedQuery> queries, QueryOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // The first query of a process pays for loading and compiling; it is asked twice so that the stage's own cost is measured.
        if (queries.Count > 0) await knowledge.QueryAsync(queries[0].Text, options, cancellation).ConfigureAwait(false);
        foreach (JudgedQuery query in queries) yield return await knowledge.QueryAsync(query.Text, options, cancellation).ConfigureAwait(false);
    }
}
