using System.CommandLine;
using SearchEngine.Evaluation.Collections;
using SearchEngine.Evaluation.Measures;
using SearchEngine.Evaluation.Runs;

namespace SearchEngine.Benchmarks.Ranking;

/// <summary><c>benchmarks stages</c>: every stage on every collection, as the table and the chart of docs/quality.md.</summary>
internal static class StagesBenchmark
{
    public static Command Create()
    {
        Argument<string[]> folders = CommonArguments.CreateCollections();
        Option<string> split = CommonArguments.CreateSplit("test");
        Option<string> indexes = new("--indexes")
        {
            Description = "The folder of their indexes, which are kept",
            DefaultValueFactory = _ => "artifacts/evaluation",
        };
        Option<string?> picture = new("--picture") { Description = "The PNG file to write the chart to" };
        Option<int> every = CommonArguments.CreateSampling();
        Option<bool> retrieval = new("--no-rerank") { Description = "Do not measure re-ranking, which takes most of the time" };
        Command command = new("stages", "Measure every stage on collections, as a table and a chart")
        {
            folders,
            split,
            indexes,
            picture,
            every,
            retrieval,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            List<EvaluationReport> reports = [];
            foreach (string folder in parsed.GetRequiredValue(folders))
            {
                BeirCollection collection = BeirCollection.Open(folder, parsed.GetValue(split)).Sample(parsed.GetValue(every));
                string index = Path.Combine(parsed.GetRequiredValue(indexes), Path.GetFileName(folder));
                reports.Add(await MeasureAsync(collection, index, !parsed.GetValue(retrieval), cancellation));
            }
            WriteTable(reports);
            if (parsed.GetValue(picture) is { } path) StagesPicture.Draw(reports, path);
        });
        return command;
    }

    private static async Task<EvaluationReport> MeasureAsync(
        BeirCollection collection,
        string index,
        bool reranks,
        CancellationToken cancellation)
    {
        await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(new KnowledgeBaseOptions { IndexPath = index }, cancellation);
        await RetrievalEvaluation.IndexAsync(knowledge, collection, cancellationToken: cancellation);
        EvaluationReport report = await RetrievalEvaluation.RunAsync(
            knowledge,
            collection,
            reranks: reranks,
            cancellationToken: cancellation);
        string stages = string.Join(", ", report.Stages.Select(stage => $"{stage.Stage} {stage.Ndcg10:F4}"));
        Console.Error.WriteLine($"{report.Dataset}: {stages}");
        return report;
    }

    private static void WriteTable(IReadOnlyList<EvaluationReport> reports)
    {
        string[] stages = [.. reports[0].Stages.Select(stage => stage.Stage)];
        // The comparisons of one stage with the previous one, over all collections, are corrected together.
        Dictionary<string, double[]> adjusted = stages.Skip(1).ToDictionary(
            stage => stage,
            stage => HolmCorrection.Adjust([.. reports.Select(report => GetStage(report, stage).P!.Value)]));
        string last = stages[^1];
        Console.WriteLine($"| collection (documents, queries) | {string.Join(" | ", stages)} | what {last} adds |");
        Console.WriteLine($"|---|{string.Concat(stages.Select(_ => "---|"))}---|");
        foreach ((int i, EvaluationReport report) in reports.Index())
        {
            IEnumerable<string> cells = report.Stages.Select(
                stage => $"{stage.Ndcg10:F4} "
                    + $"({(adjusted.TryGetValue(stage.Stage, out double[]? p) ? $"p {p[i]:F3}, " : "")}{stage.MillisecondsMean:F0} "
                    + $"ms, {stage.Milliseconds95:F0} ms)");
            string stageCells = string.Join(" | ", cells);
            Console.WriteLine(
                $"| {report.Dataset} ({report.Documents}, {report.Queries}) | {stageCells} | {Gain(report):+0.0000;-0.0000} |");
        }
        Console.WriteLine(
            $"\nMean of what {last} adds: {reports.Average(Gain):+0.0000;-0.0000}. In brackets: "
                + $"p of the difference to the previous stage (paired bootstrap, Holm's correction over the collections), "
                + $"mean and 95th percentile of a query's time.");
    }

    /// <summary>Returns what the last stage adds to the previous one.</summary>
    private static double Gain(EvaluationReport report) => report.Stages[^1].Ndcg10 - report.Stages[^2].Ndcg10;

    private static StageReport GetStage(EvaluationReport report, string name) =>
        report.Stages.Single(stage => stage.Stage == name);
}
