using System.CommandLine;
using System.Text;
using SearchEngine.Cli.Help;
using SearchEngine.Tests;

namespace SearchEngine.Cli.Tests.Help;

/// <summary>docs/cli.md contains the help of every command. With SEARCHENGINE_WRITE_REFERENCE=1 the test rewrites the page.</summary>
public sealed class ReferencePageTests
{
    private const string Shared = "Options of all commands:";

    private static readonly string Page = Path.Combine(Repository.Root, "docs", "cli.md");

    [Fact]
    public void CommandLinePage_ContainsTheHelpOfEveryCommand()
    {
        string reference = CreateReference();
        if (Environment.GetEnvironmentVariable("SEARCHENGINE_WRITE_REFERENCE") == "1") File.WriteAllText(Page, reference);

        Assert.Equal(reference, File.ReadAllText(Page).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void CommandLinePage_HasEveryCommandOnce()
    {
        string[] commands = [.. GetCommands(CommandLine.Create()).Select(HelpView.GetCommandPath)];

        Assert.Equal(
            commands, File.ReadLines(Page).Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]));
    }

    private static string CreateReference()
    {
        StringBuilder page = new();
        page.Append("# The command line\n\n")
            .Append("The output of `--help` for every command; a test keeps this page up to date.\n")
            .Append("The options of all commands are listed once, under `search`.\n");
        foreach (Command command in GetCommands(CommandLine.Create()))
        {
            using StringWriter help = new();
            new HelpView(help, width: 80).Show(command);
            string text = RemoveSharedOptions(help.ToString().ReplaceLineEndings("\n"));
            page.Append("\n## ").Append(HelpView.GetCommandPath(command)).Append("\n\n```text\n").Append(text).Append("```\n");
        }
        return page.ToString();
    }

    private static string RemoveSharedOptions(string help)
    {
        int start = help.IndexOf($"\n{Shared}", StringComparison.Ordinal);
        if (start < 0) return help;
        int end = help.IndexOf("\n\n", start, StringComparison.Ordinal);
        return help[..start] + (end < 0 ? "" : help[(end + 1)..]);
    }

    private static IEnumerable<Command> GetCommands(Command command) =>
        command.Subcommands.Where(child => !child.Hidden).SelectMany(GetCommands).Prepend(command);
}
