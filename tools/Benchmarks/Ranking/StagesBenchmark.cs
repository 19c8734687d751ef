using System.CommandLine;
using SearchEngine.Evaluation.Collections;
using SearchEngine.Evaluation.Measures;
using SearchEngine.Evaluation.Runs;

namespace SearchEngine.Benchmarks.Ranking;

/// <summary><c>benchmarks stages</c>: the table and the picture of docs/quality.md, every stage on every collection, with what each adds to the one before.</summary>
internal static class StagesBenchmark
{
    public static Command Create()
    {
        Argument<string[]> folders = new("DIR") { Description = "Collections in BEIR layout", Arity = ArgumentArity.OneOrMore };
        Option<string> split = new("--split") { Description = "Their judgements", DefaultValueFactory = _ => "test" };
        Option<string> indexes = new("--indexes") { Description = "Where their indexes are kept", DefaultValueFactory = _ => "artifacts/evaluation" };
        Option<string?> picture = new("--picture") { Description = "A file to draw them in" };
        Option<int> every = new("--every") { Description = "Ask one of so many queries", DefaultValueFactory = _ => 1 };
        Option<bool> retrieval = new("--no-rerank") { Description = "Leave re-ranking out, which takes most of the time" };
        Command command = new("stages", "Measure every stage on collections, as a table and a picture") { folders, split, indexes, picture, every, retrieval };
        command.SetAction(async (parsed, cancellation) =>
        {
            List<EvaluationReport> reports = [];
            foreach (string folder in parsed.GetRequiredValue(folders))
                reports.Add(await MeasureAsync(BeirCollection.Open(folder, parsed.GetValue(split)).Sample(parsed.GetValue(every)), Path.Combine(parsed.GetRequiredValue(indexes), Path.GetFileName(folder)), !parsed.GetValue(retrieval), cancellation));
            WriteTable(reports);
            if (parsed.GetValue(picture) is { } path) StagesPicture.Draw(reports, path);
        });
        return command;
    }

    private static async Task<EvaluationReport> MeasureAsync(BeirCollection collection, string index, bool reranks, CancellationToken cancellation)
    {
        await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(new KnowledgeBaseOptions { IndexPath = index }, cancellation);
        await RetrievalEvaluation.IndexAsync(knowledge, collection, cancellationToken: cancellation);
        EvaluationReport report = await RetrievalEvaluation.RunAsync(knowledge, collection, reranks: reranks, cancellationToken: cancellation);
        Console.Error.WriteLine($"{report.Dataset}: {string.Join(", ", report.Stages.Select(stage => FormattableString.Invariant($"{stage.Stage} {stage.Ndcg10:F4}")))}");
        return report;
    }

    private static void WriteTable(IReadOnlyList<EvaluationReport> reports)
    {
        string[] stages = [.. reports[0].Stages.Select(stage => stage.Stage)];
        // Each stage's comparisons with the one before are a family of their own.
        Dictionary<string, double[]> adjusted = stages.Skip(1).ToDictionary(stage => stage, stage => HolmCorrection.Adjust([.. reports.Select(report => Of(report, stage).P!.Value)]));
        string last = stages[^1];
        Console.WriteLine($"| collection (documents, queries) | {string.Join(" | ", stages)} | what {last} adds |");
        Console.WriteLine($"|---|{string.Concat(stages.Select(_ => "---|"))}---|");
        foreach ((int i, EvaluationReport report) in reports.Index())
        {
            IEnumerable<string> cells = report.Stages.Select(stage => FormattableString.Invariant(
                $"{stage.Ndcg10:F4} ({(adjusted.TryGetValue(stage.Stage, out double[]? p) ? $"p {p[i]:F3}, " : "")}{stage.MillisecondsMean:F0} ms, {stage.Milliseconds95:F0} ms)"));
            Console.WriteLine(FormattableString.Invariant($"| {report.Dataset} ({report.Documents}, {report.Queries}) | {string.Join(" | ", cells)} | {Gain(report):+0.0000;-0.0000} |"));
        }
        Console.WriteLine(FormattableString.Invariant($"\nMean of what {last} adds: {reports.Average(Gain):+0.0000;-0.0000}. In brackets: p of the difference to the stage before (paired bootstrap, Holm's correction over the collections), mean and 95th percentile of a query's time."));
    }

    /// <summary>What the last stage adds to the one before.</summary>
    private static double Gain(EvaluationReport report) => report.Stages[^1].Ndcg10 - report.Stages[^2].Ndcg10;

    private static StageReport Of(EvaluationReport report, string stage) => report.Stages.Single(one => one.Stage == stage);
}
