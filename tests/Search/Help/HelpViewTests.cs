using System.CommandLine;
using System.Text.RegularExpressions;
using SearchEngine.Cli.Help;

namespace SearchEngine.Cli.Tests.Help;

/// <summary>The help of every command, as a terminal of 80 columns shows it.</summary>
public sealed partial class HelpViewTests
{
    private const int Columns = 80;

    private static readonly RootCommand Root = CommandLine.Create();

    public static TheoryData<string> Commands { get; } = [.. GetCommands(Root).Select(HelpView.GetCommandPath)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Show_AnyCommand_FitsTheTerminalWithoutTrailingSpaces(string command) =>
        Assert.All(Render(FindCommand(command)), line =>
        {
            Assert.InRange(line.Length, 0, Columns);
            Assert.Equal(line.TrimEnd(), line);
        });

    [Theory]
    [MemberData(nameof(Commands))]
    public void Show_AnyCommand_DescribesItsOptionsAndSubcommands(string command)
    {
        string shown = string.Join(' ', Render(FindCommand(command)).Select(line => line.Trim()));

        foreach (Symbol child in FindCommand(command).Options.Cast<Symbol>().Concat(FindCommand(command).Subcommands))
        {
            Assert.False(string.IsNullOrWhiteSpace(child.Description), $"{child.Name} is not described");
            Assert.Contains(child.Name, shown, StringComparison.Ordinal);
            Assert.Contains(
                WhitespacePattern().Replace(child.Description, " "), WhitespacePattern().Replace(shown, " "), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Examples_OfAnyCommand_AreTwoToFourValidCommandLines(string command)
    {
        IReadOnlyList<Example> examples = FindCommand(command) is DocumentedCommand documented ? documented.Examples : RootExamples.All;

        Assert.InRange(examples.Count, 2, 4);
        foreach (Example example in examples)
        {
            string[] words = [.. SplitWords(example.CommandLine)];
            ParseResult parsed = Root.Parse(words.Skip(1).ToArray(), CommandLine.ParserConfiguration);

            Assert.Empty(parsed.Errors);
            Assert.Equal("search", words[0]);
            Assert.True(
                command == "search" || HelpView.GetCommandPath(parsed.CommandResult.Command).StartsWith(command, StringComparison.Ordinal),
                example.CommandLine);
        }
    }

    [Fact]
    public void Show_TheRoot_NamesEveryExitCode()
    {
        IEnumerable<string> lines = Render(Root).SkipWhile(line => line != "Exit codes:").Skip(1).TakeWhile(line => line.Length > 0);

        Assert.Equal(["0", "1", "2", "3", "130"], lines.Select(line => line.Trim().Split(' ')[0]));
    }

    private static IEnumerable<Command> GetCommands(Command command) =>
        command.Subcommands.Where(child => !child.Hidden).SelectMany(GetCommands).Prepend(command);

    private static Command FindCommand(string command) => GetCommands(Root).Single(each => HelpView.GetCommandPath(each) == command);

    private static string[] Render(Command command)
    {
        using StringWriter output = new() { NewLine = "\n" };
        new HelpView(output, Columns).Show(command);
        return output.ToString().Split('\n');
    }

    /// <summary>Splits the part of a command line that calls this program, whose output may be piped, redirected or sourced.</summary>
    private static IEnumerable<string> SplitWords(string line)
    {
        string command = RedirectionPattern().Replace(line[line.IndexOf("search", StringComparison.Ordinal)..], "");
        return WordPattern().Matches(command).Select(word => word.Value.Trim('\'', '"'));
    }

    [GeneratedRegex("'[^']*'|\"[^\"]*\"|\\S+")]
    private static partial Regex WordPattern();

    [GeneratedRegex("[|>)] ?.*")]
    private static partial Regex RedirectionPattern();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhitespacePattern();
}
