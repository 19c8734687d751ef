using SearchEngine.Index.Checking;

namespace SearchEngine.Cli.Output;

/// <summary>One repair, as a line of <c>search doctor --jsonl</c>.</summary>
internal sealed record RepairOutput(string Repaired);

/// <summary>Shows the result of checking or repairing an index.</summary>
internal static class CheckView
{
    public static void Show(CheckReport report, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json: JsonOutput.Write(report); break;
            case OutputFormat.JsonLines: ShowJsonLines(report); break;
            default: Show(report); break;
        }
    }

    private static void ShowJsonLines(CheckReport report)
    {
        JsonOutput.WriteLines(report.Findings, ("kind", "found"));
        JsonOutput.WriteLines(report.Repairs.Select(repair => new RepairOutput(repair)), ("kind", "done"));
        JsonOutput.WriteLines(report.Remaining, ("kind", "left"));
    }

    /// <summary>Writes a line for each healthy part and each finding, and then the repairs.</summary>
    private static void Show(CheckReport report)
    {
        WriteLine("index", report.IndexPath);
        foreach (IndexPart part in Enum.GetValues<IndexPart>())
        {
            CheckFinding[] findings = [.. report.Findings.Where(finding => finding.Part == part)];
            if (findings.Length == 0) WriteLine(GetLabel(part), "ok");
            foreach (CheckFinding finding in findings)
            {
                string repair = report.Remaining.Contains(finding) ? $". Repair: {finding.Repair}" : "";
                WriteLine(GetLabel(part), $"{finding.Path}: {finding.Problem}{repair}");
            }
        }
        foreach (string repair in report.Repairs) WriteLine("repaired", repair);
        foreach (CheckFinding left in report.Remaining.Except(report.Findings)) WriteLine("left", $"{left.Path}: {left.Problem}");
    }

    private static string GetLabel(IndexPart part) => part switch
    {
        IndexPart.Catalog => "catalog",
        IndexPart.Lexical => "words",
        IndexPart.Vectors => "vectors",
        IndexPart.Files => "files",
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, null),
    };

    private static void WriteLine(string label, string text) => Console.Out.WriteLine(PlainText.ToSingleLine($"{label,-9} {text}"));
}
