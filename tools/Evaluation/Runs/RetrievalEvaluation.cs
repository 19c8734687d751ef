using System.Runtime.CompilerServices;
using SearchEngine.Evaluation.Collections;
using SearchEngine.Evaluation.Measures;
using SearchEngine.Index.Catalog;
using SearchEngine.Ingestion;
using SearchEngine.Search;

namespace SearchEngine.Evaluation.Runs;

/// <summary>
/// Evaluates retrieval: runs every query one at a time, as a user would, on an index built as a user's is.
/// </summary>
public static class RetrievalEvaluation
{
    /// <summary>Number of documents per query. Recall at 100 is the deepest measure.</summary>
    private const int Depth = 100;

    /// <summary>The stages in pipeline order.</summary>
    private static readonly (string Name, Func<QueryOptions, QueryOptions> Options)[] Stages =
    [
        ("bm25", options => options with { Mode = RetrievalMode.Lexical }),
        ("dense", options => options with { Mode = RetrievalMode.Dense }),
        ("hybrid", options => options with { Mode = RetrievalMode.Hybrid }),
        ("rerank", options => options with { Mode = RetrievalMode.Hybrid, Rerank = new QueryOptions().Rerank }),
    ];

    /// <summary>Indexes a collection, unless it is indexed already.</summary>
    public static Task<IndexReport> IndexAsync(
        KnowledgeBase knowledge,
        BeirCollection collection,
        IProgress<IndexProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        knowledge.IndexAsync(collection.Name, ToDocuments(collection), progress, cancellationToken);

    /// <summary>Measures each stage on indexed documents.</summary>
    /// <param name="knowledge">The knowledge base that holds the documents.</param>
    /// <param name="judged">Queries and judgements.</param>
    /// <param name="runs">The folder to write runs to. Null to write none.</param>
    /// <param name="reranks">
    /// Whether to measure re-ranking, which takes fifty times as long as all other stages.
    /// </param>
    public static async Task<EvaluationReport> RunAsync(
        KnowledgeBase knowledge,
        IJudgedQueries judged,
        RunFolder? runs = null,
        IProgress<StageProgress>? progress = null,
        bool reranks = true,
        CancellationToken cancellationToken = default)
    {
        List<StageReport> stages = [];
        RunMeasures? before = null;
        QueryOptions common = new()
        {
            Take = Depth,
            Collections = judged.Collection is { } collection ? [collection] : [],
            IncludeCopies = true,
            Rerank = null,
        };
        foreach ((string stage, Func<QueryOptions, QueryOptions> options) in reranks ? Stages : Stages[..^1])
        {
            Dictionary<string, IReadOnlyList<ScoredDocument>> run = new(StringComparer.Ordinal);
            List<double> milliseconds = [];
            await foreach (
                SearchResults results in AskAsync(knowledge, judged.Queries, options(common), cancellationToken).ConfigureAwait(false))
            {
                run[judged.Queries[milliseconds.Count].Id] =
                [
                    .. results.Hits.Select(hit => new ScoredDocument(judged.GetDocumentId(hit), hit.Score)),
                ];
                milliseconds.Add(results.Timings.Total);
                progress?.Report(new StageProgress(stage, milliseconds.Count, judged.Queries.Count));
            }
            runs?.Write(judged, stage, run);
            RunMeasures measured = TrecMeasures.Evaluate(run, judged.Judgements);
            stages.Add(StageReport.Create(stage, measured, before, milliseconds));
            before = measured;
        }
        int documents = (await knowledge.GetFilesAsync(judged.Collection, cancellationToken).ConfigureAwait(false)).Count(
            file => file.Status == DocumentStatus.Indexed);
        return new EvaluationReport(judged.Name, judged.Split, documents, judged.Queries.Count, stages);
    }

    /// <summary>Converts the documents of a collection for indexing.</summary>
    public static async IAsyncEnumerable<Document> ToDocuments(BeirCollection collection)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (BeirDocument document in collection.Documents()) yield return new Document(document.Id, document.Title, document.Text);
    }

    private static async IAsyncEnumerable<SearchResults> AskAsync(
        KnowledgeBase knowledge,
        IReadOnlyList<JudgedQuery> queries,
        QueryOptions options,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Runs the first query twice: its first run includes loading and JIT compilation.
        if (queries.Count > 0) await knowledge.QueryAsync(queries[0].Text, options, cancellation).ConfigureAwait(false);
        foreach (JudgedQuery query in queries)
        {
            yield return await knowledge.QueryAsync(query.Text, options, cancellation).ConfigureAwait(false);
        }
    }
}
