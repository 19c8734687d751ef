using SearchEngine.Evaluation.Collections;
using SearchEngine.Evaluation.Measures;
using SearchEngine.Indexing;
using SearchEngine.Searching;

namespace SearchEngine.Evaluation.Runs;

/// <summary>
/// Runs the product over a judged collection: every document goes through the same chunking, indexing and fusion as a user's file, and
/// every query is asked as a user asks it, one at a time.
/// </summary>
public static class RetrievalEvaluation
{
    /// <summary>Depth of a ranking; the deepest measure is recall at 100.</summary>
    private const int Depth = 100;

    private static readonly (string Name, RetrievalMode Mode)[] Stages =
        [("bm25", RetrievalMode.Lexical), ("dense", RetrievalMode.Dense), ("hybrid", RetrievalMode.Hybrid)];

    /// <summary>Indexes the collection where that was not done before, and measures each stage.</summary>
    /// <param name="knowledge">Holds the collection, or will.</param>
    /// <param name="collection">Documents, queries and judgements.</param>
    /// <param name="progress">Hears how far indexing is.</param>
    /// <param name="cancellationToken">Ends it between two queries.</param>
    public static Task<EvaluationReport> RunAsync(
        KnowledgeBase knowledge, BeirCollection collection, IProgress<IndexProgress>? progress = null, CancellationToken cancellationToken = default) =>
        RunAsync(knowledge, collection, ToDocuments(collection), progress, cancellationToken);

    /// <summary>The same with the collection's documents given otherwise than the product would take them.</summary>
    /// <param name="knowledge">Holds the collection, or will.</param>
    /// <param name="collection">Queries and judgements.</param>
    /// <param name="documents">The documents, their paths being the collection's ids.</param>
    /// <param name="progress">Hears how far indexing is.</param>
    /// <param name="cancellationToken">Ends it between two queries.</param>
    public static async Task<EvaluationReport> RunAsync(
        KnowledgeBase knowledge, BeirCollection collection, IAsyncEnumerable<Document> documents, IProgress<IndexProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        IndexReport indexed = await knowledge.IndexAsync(collection.Name, documents, progress, cancellationToken).ConfigureAwait(false);
        List<StageReport> stages = [];
        foreach ((string name, RetrievalMode mode) in Stages)
            stages.Add(await RunStageAsync(knowledge, collection, name, mode, cancellationToken).ConfigureAwait(false));
        return new EvaluationReport(collection.Name, collection.Split, indexed.Indexed + indexed.Unchanged, collection.Judgements.Count, stages);
    }

    private static async Task<StageReport> RunStageAsync(KnowledgeBase knowledge, BeirCollection collection, string name, RetrievalMode mode, CancellationToken cancellation)
    {
        QueryOptions options = new() { Mode = mode, Take = Depth, Collections = [collection.Name], IncludeCopies = true };
        Dictionary<string, IReadOnlyList<ScoredDocument>> run = new(StringComparer.Ordinal);
        List<double> milliseconds = [];

        // The first query of a process pays for loading and compiling; it is asked twice so that the stage's own cost is measured.
        if (collection.Queries.Count > 0) await knowledge.QueryAsync(collection.Queries[0].Text, options, cancellation).ConfigureAwait(false);
        foreach (BeirQuery query in collection.Queries)
        {
            SearchResults results = await knowledge.QueryAsync(query.Text, options, cancellation).ConfigureAwait(false);
            milliseconds.Add(results.Timings.Total);
            run[query.Id] = [.. results.Hits.Select(hit => new ScoredDocument(hit.Path, hit.Score))];
        }
        return StageReport.Of(name, TrecMeasures.Evaluate(run, collection.Judgements).Mean, [.. milliseconds]);
    }

    /// <summary>The documents as the product takes them.</summary>
    /// <param name="collection">The collection.</param>
    public static async IAsyncEnumerable<Document> ToDocuments(BeirCollection collection)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (BeirDocument document in collection.Documents()) yield return new Document(document.Id, document.Title, document.Text);
    }
}
