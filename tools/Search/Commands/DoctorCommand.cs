using System.CommandLine;
using SearchEngine.Cli.Help;
using SearchEngine.Cli.Output;
using SearchEngine.Index;
using SearchEngine.Index.Checking;

namespace SearchEngine.Cli.Commands;

/// <summary>What a repair did, as a line of <c>search doctor --jsonl</c>.</summary>
internal sealed record RepairOutput(string Repaired);

/// <summary><c>search doctor [--repair]</c>: whether the index is whole, and mending it where it is not.</summary>
internal static class DoctorCommand
{
    public static Command Create(SharedOptions shared)
    {
        Option<bool> repair = FlagOption.Create("--repair", "Mend what is damaged; nothing that was encoded is encoded again");
        Command command = new DocumentedCommand("doctor", "Check the whole index, and mend it",
            "Reads every byte of the index. Ends with 3 where it is damaged.",
            new("search doctor", "says what is whole and what is not"),
            new("search doctor --repair", "mends it from what is whole")) { repair };
        command.SetAction(parsed =>
        {
            string folder = shared.GetKnowledgeBaseOptions(parsed).IndexPath;
            CheckReport report = parsed.GetValue(repair) ? IndexDoctor.Repair(folder) : IndexDoctor.Check(folder);
            switch (shared.GetFormat(parsed))
            {
                case OutputFormat.Json: JsonOutput.Write(report); break;
                case OutputFormat.JsonLines: ShowJsonLines(report); break;
                default: Show(report); break;
            }
            if (!report.IsHealthy) shared.CreateTerminal(parsed).WriteNotice(parsed.GetValue(repair)
                ? "the index is still damaged; delete its folder and index again, or restore it from a copy"
                : "the index is damaged; to mend it, run: search doctor --repair");
            return report.IsHealthy ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static void ShowJsonLines(CheckReport report)
    {
        JsonOutput.WriteLines(report.Findings, ("kind", "found"));
        JsonOutput.WriteLines(report.Repairs.Select(done => new RepairOutput(done)), ("kind", "done"));
        JsonOutput.WriteLines(report.Remaining, ("kind", "left"));
    }

    /// <summary>A line for each part that is whole, and for each thing that is not; then what was done.</summary>
    private static void Show(CheckReport report)
    {
        WriteLine("index", report.IndexPath);
        foreach (IndexPart part in Enum.GetValues<IndexPart>())
        {
            CheckFinding[] found = [.. report.Findings.Where(finding => finding.Part == part)];
            if (found.Length == 0) WriteLine(GetLabel(part), "ok");
            foreach (CheckFinding finding in found) WriteLine(GetLabel(part), $"{finding.Path}: {finding.Problem}{(report.Remaining.Contains(finding) ? $". Repair: {finding.Repair}" : "")}");
        }
        foreach (string done in report.Repairs) WriteLine("repaired", done);
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
