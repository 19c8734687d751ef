using System.CommandLine;
using SearchEngine.Cli.Help;
using SearchEngine.Cli.Output;
using SearchEngine.Index;
using SearchEngine.Index.Checking;

namespace SearchEngine.Cli.Commands;

/// <summary>The command <c>search doctor [--repair]</c>: checks the index, and repairs it if asked to.</summary>
internal static class DoctorCommand
{
    public static Command Create(SharedOptions shared)
    {
        Option<bool> repair = FlagOption.Create("--repair", "Repair what is damaged; existing embeddings are kept");
        Command command = new DocumentedCommand(
            "doctor",
            "Check the whole index, and repair it",
            "Reads every byte of the index. Ends with 3 if it is damaged.",
            new("search doctor", "shows which parts are healthy and which are damaged"),
            new("search doctor --repair", "repairs the damaged parts from the healthy ones"))
        {
            repair,
        };
        command.SetAction(parsed =>
        {
            string folder = shared.GetKnowledgeBaseOptions(parsed).IndexPath;
            CheckReport report = parsed.GetValue(repair) ? IndexDoctor.Repair(folder) : IndexDoctor.Check(folder);
            CheckView.Show(report, shared.GetFormat(parsed));
            if (report.IsHealthy) return ExitCode.Success;

            shared.CreateTerminal(parsed).WriteNotice(parsed.GetValue(repair)
                ? "the index is still damaged; delete its folder and index again, or restore it from a backup"
                : "the index is damaged; to repair it, run: search doctor --repair");
            return ExitCode.Failure;
        });
        return command;
    }
}
