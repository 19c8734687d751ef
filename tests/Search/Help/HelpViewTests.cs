using System.CommandLine;
using System.Text.RegularExpressions;
using SearchEngine.Cli.Help;

namespace SearchEngine.Cli.Tests.Help;

/// <summary>The help of every command, as a terminal of 80 columns shows it.</summary>
public sealed partial class HelpViewTests
{
    private const int Columns = 80;

    private static readonly RootCommand Root = CommandLine.Create();

    public static TheoryData<string> Commands { get; } = [.. All(Root).Select(HelpView.CommandPath)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Show_AnyCommand_FitsTheTerminalAndEndsNoLineInBlanks(string command) =>
        Assert.All(Shown(Named(command)), line =>
        {
            Assert.InRange(line.Length, 0, Columns);
            Assert.Equal(line.TrimEnd(), line);
        });

    [Theory]
    [MemberData(nameof(Commands))]
    public void Show_AnyCommand_NamesItsOptionsAndSubcommandsWithWhatTheyMean(string command)
    {
        string shown = string.Join(' ', Shown(Named(command)).Select(line => line.Trim()));

        foreach (Symbol child in Named(command).Options.Cast<Symbol>().Concat(Named(command).Subcommands))
        {
            Assert.False(string.IsNullOrWhiteSpace(child.Description), $"{child.Name} is not described");
            Assert.Contains(child.Name, shown, StringComparison.Ordinal);
            Assert.Contains(Blanks().Replace(child.Description, " "), Blanks().Replace(shown, " "), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Examples_OfAnyCommand_AreTwoToFourThatTheCommandUnderstands(string command)
    {
        IReadOnlyList<Example> examples = Named(command) is DocumentedCommand documented ? documented.Examples : RootExamples.All;

        Assert.InRange(examples.Count, 2, 4);
        foreach (Example example in examples)
        {
            string[] words = [.. Words(example.CommandLine)];
            ParseResult parsed = Root.Parse(words.Skip(1).ToArray(), CommandLine.Parsing);

            Assert.Empty(parsed.Errors);
            Assert.Equal("search", words[0]);
            Assert.True(command == "search" || HelpView.CommandPath(parsed.CommandResult.Command).StartsWith(command, StringComparison.Ordinal), example.CommandLine);
        }
    }

    [Fact]
    public void Show_TheRoot_NamesEveryExitCode() =>
        Assert.Equal(["0", "1", "2", "3", "130"], Shown(Root).SkipWhile(line => line != "Exit codes:").Skip(1).TakeWhile(line => line.Length > 0).Select(line => line.Trim().Split(' ')[0]));

    private static IEnumerable<Command> All(Command command) => command.Subcommands.Where(child => !child.Hidden).SelectMany(All).Prepend(command);

    private static Command Named(string command) => All(Root).Single(each => HelpView.CommandPath(each) == command);

    private static string[] Shown(Command command)
    {
        using StringWriter output = new() { NewLine = "\n" };
        new HelpView(output, Columns).Show(command);
        return output.ToString().Split('\n');
    }

    /// <summary>The words of the first command that is this program's: a script may be piped, redirected or sourced.</summary>
    private static IEnumerable<string> Words(string line) =>
        Word().Matches(Redirection().Replace(line[line.IndexOf("search", StringComparison.Ordinal)..], "")).Select(word => word.Value.Trim('\'', '"'));

    [GeneratedRegex("'[^']*'|\"[^\"]*\"|\\S+")]
    private static partial Regex Word();

    [GeneratedRegex("[|>)] ?.*")]
    private static partial Regex Redirection();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
