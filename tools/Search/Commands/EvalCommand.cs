using System.CommandLine;
using SearchEngine.Evaluation.Collections;
using SearchEngine.Evaluation.Runs;
using SearchEngine.Runtime;
using SearchEngine.Search.Completion;
using SearchEngine.Search.Help;
using SearchEngine.Search.Output;
using Spectre.Console;

namespace SearchEngine.Search.Commands;

/// <summary><c>search eval DIR</c>: measures every stage on a judged collection.</summary>
internal static class EvalCommand
{
    public static Command Create(SharedOptions shared)
    {
        Argument<string> folder = new Argument<string>("DIR") { Description = "A collection in BEIR layout: corpus.jsonl, queries.jsonl, qrels/SPLIT.tsv" }.CompletedBy(Candidates.Folders);
        Option<string?> split = new("--split") { Description = "Judgements to use (default: test)", HelpName = "NAME" };
        Command command = new DocumentedCommand("eval", "Measure retrieval on a judged collection",
            "Measures bm25, dense and hybrid retrieval as trec_eval does. The collection is indexed in the cache folder, not in your index.",
            new("search eval nfcorpus", "the test split"),
            new("search eval nfcorpus --split dev --jsonl", "another split, a JSON object for each stage")) { folder, split };
        command.SetAction(async (parsed, cancellation) =>
        {
            Terminal terminal = shared.Terminal(parsed);
            BeirCollection collection = BeirCollection.Open(parsed.GetRequiredValue(folder), parsed.GetValue(split));
            await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(InCache(shared.Read(parsed), collection), cancellation);
            EvaluationReport report = await terminal.WithProgressAsync(progress => RetrievalEvaluation.RunAsync(knowledge, collection, progress, cancellation));
            terminal.NoticeAll(knowledge.Notices);
            switch (shared.Format(parsed))
            {
                case OutputFormat.Json: JsonOutput.Write(report); break;
                case OutputFormat.JsonLines: JsonOutput.WriteLines(report.Stages, ("dataset", report.Dataset), ("split", report.Split)); break;
                default: Show(report, terminal); break;
            }
            return ExitCode.Found;
        });
        return command;
    }

    /// <summary>A judged collection is not the user's own: unless an index is named, it gets one in the cache folder, kept for the next run.</summary>
    private static KnowledgeBaseOptions InCache(KnowledgeBaseOptions options, BeirCollection collection) =>
        options.IndexPath == KnowledgeBaseOptions.DefaultIndexPath
            ? options with { IndexPath = Path.Combine(CacheFolder.Default, "evaluation", collection.Name) }
            : options;

    private static void Show(EvaluationReport report, Terminal terminal)
    {
        Table table = new Table().Title(Markup.Escape(PlainText.OneLine(FormattableString.Invariant($"{report.Dataset} ({report.Split}): {report.Documents} documents, {report.Queries} queries"))), Style.Plain);
        foreach (string column in (string[])["stage", "nDCG@10", "recall@100", "MRR@10", "MAP", "P@5", "ms mean", "ms p95"])
            table.AddColumn(new TableColumn(column) { Alignment = column == "stage" ? Justify.Left : Justify.Right });
        foreach (StageReport stage in report.Stages)
            table.AddRow([stage.Stage, .. new[] { stage.Ndcg10, stage.Recall100, stage.Mrr10, stage.Map, stage.P5 }.Select(value => FormattableString.Invariant($"{value:F4}")),
                FormattableString.Invariant($"{stage.MillisecondsMean:F1}"), FormattableString.Invariant($"{stage.Milliseconds95:F1}")]);
        terminal.Write(table);
    }
}
