using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using SearchEngine.Cli.Output;

namespace SearchEngine.Cli.Help;

/// <summary>Writes the help of a command: description, usage, arguments, options and examples.</summary>
internal sealed class HelpView(TextWriter output, int width)
{
    private const int MaxNameWidth = 26;

    public void Show(Command command)
    {
        DocumentedCommand? documented = command as DocumentedCommand;
        RootCommand? root = command as RootCommand;
        WriteParagraph(command.Description ?? "");
        if (documented?.Details is { Length: > 0 } details) WriteParagraph("\n" + details);

        output.WriteLine($"\nUsage: {FormatUsage(command)}");
        if (root is not null) WriteParagraph("Without a command, search opens a prompt on a terminal and shows results as you type.");
        WriteRows("Arguments", command.Arguments.Where(argument => !argument.Hidden).Select(Describe));
        WriteRows("Commands", command.Subcommands.Where(child => !child.Hidden).Select(Describe));
        if (root is null) WriteRows("Options", command.Options.Where(option => !option.Hidden && !option.Recursive).Select(Describe));
        bool IsShown(Option option) => !option.Hidden && (root is not null || command.Options.All(own => own.Name != option.Name));
        WriteRows(root is null ? "Options of all commands" : "Options", GetSharedOptions(command).Where(IsShown).Select(Describe));
        if (root is not null)
        {
            WriteRows("Exit codes", ExitCode.Meanings.Select(code => (code.Value.ToString(CultureInfo.InvariantCulture), code.Meaning)));
            WriteExamples(RootExamples.All);
            WriteParagraph("\nFor more about a command, run: search COMMAND --help");
        }
        else if (documented is not null) WriteExamples(documented.Examples);
    }

    /// <summary>Returns the words that call a command, such as <c>search models list</c>.</summary>
    public static string GetCommandPath(Command command)
    {
        if (command is RootCommand) return "search";
        return GetParent(command) is { } parent ? $"{GetCommandPath(parent)} {command.Name}" : command.Name;
    }

    private static string FormatUsage(Command command)
    {
        IEnumerable<Argument> arguments = command.Arguments.Where(argument => !argument.Hidden);
        string subcommand = command is RootCommand ? " [COMMAND]" : command.Subcommands.Count > 0 ? " COMMAND" : "";
        string values = string.Concat(arguments.Select(argument => " " + FormatArgument(argument)));
        return $"{GetCommandPath(command)}{subcommand}{values} [OPTIONS]";
    }

    private static string FormatCall(Command command) =>
        command.Name + string.Concat(command.Arguments.Select(argument => " " + FormatArgument(argument)));

    private static string FormatArgument(Argument argument) => argument.Arity switch
    {
        { MaximumNumberOfValues: > 1 } => argument.Name + "...",
        { MinimumNumberOfValues: 0 } => $"[{argument.Name}]",
        _ => argument.Name,
    };

    private static Command? GetParent(Command command) => command.Parents.OfType<Command>().FirstOrDefault();

    private static IEnumerable<Option> GetSharedOptions(Command command)
    {
        Command top = command;
        while (GetParent(top) is { } parent) top = parent;
        return top.Options.Where(option => option.Recursive || top == command);
    }

    private static (string Name, string Text) Describe(Argument argument) => (argument.Name, argument.Description ?? "");

    private static (string Name, string Text) Describe(Command command) => (FormatCall(command), command.Description ?? "");

    private static (string Name, string Text) Describe(Option option)
    {
        string names = string.Join(", ", option.Aliases.Append(option.Name).OrderBy(name => name.Length));
        if (option.Arity.MaximumNumberOfValues == 0) return (names, option.Description ?? "");
        string value = option.HelpName ?? string.Join('|', option.GetCompletions(CompletionContext.Empty).Select(item => item.Label));
        return ($"{names} {value}", option.Description ?? "");
    }

    private void WriteExamples(IReadOnlyList<Example> examples)
    {
        if (examples.Count > 0) output.WriteLine("\nExamples:");
        foreach (Example example in examples)
        {
            output.WriteLine($"  {example.CommandLine}");
            foreach (string line in PlainText.Wrap(example.Description, width - 6)) output.WriteLine($"      {line}");
        }
    }

    /// <summary>Writes names on the left and texts on the right, or below a name that is too long.</summary>
    private void WriteRows(string title, IEnumerable<(string Name, string Text)> rows)
    {
        (string Name, string Text)[] all = [.. rows];
        if (all.Length == 0) return;
        output.WriteLine($"\n{title}:");
        int column = all.Select(row => row.Name.Length).Where(length => length <= MaxNameWidth).DefaultIfEmpty(MaxNameWidth).Max() + 2;
        foreach ((string name, string text) in all)
        {
            bool onOneLine = name.Length <= MaxNameWidth;
            if (!onOneLine) output.WriteLine($"  {name}");
            foreach ((int i, string line) in PlainText.Wrap(text, width - column - 2).Index())
                output.WriteLine($"  {(i == 0 && onOneLine ? name : "").PadRight(column)}{line}");
        }
    }

    private void WriteParagraph(string text)
    {
        foreach (string line in PlainText.Wrap(text, width)) output.WriteLine(line);
    }
}
