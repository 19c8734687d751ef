using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using SearchEngine.Cli.Output;

namespace SearchEngine.Cli.Help;

/// <summary>Writes the help of a command: what it does, how it is called, its own options apart from those of all commands, and examples.</summary>
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
        if (root is not null) WriteParagraph("On a terminal, search alone opens a prompt that shows what it finds as you type.");
        WriteRows("Arguments", command.Arguments.Where(argument => !argument.Hidden).Select(argument => (argument.Name, argument.Description ?? "")));
        WriteRows("Commands", command.Subcommands.Where(child => !child.Hidden).Select(child => (FormatCall(child), child.Description ?? "")));
        if (root is null) WriteRows("Options", command.Options.Where(option => !option.Hidden && !option.Recursive).Select(Describe));
        WriteRows(root is null ? "Options of all commands" : "Options", GetSharedOptions(command).Where(option => !option.Hidden && (root is not null || command.Options.All(own => own.Name != option.Name))).Select(Describe));
        if (root is not null)
        {
            WriteRows("Exit codes", ExitCode.Meanings.Select(code => (code.Value.ToString(CultureInfo.InvariantCulture), code.Meaning)));
            WriteExamples(RootExamples.All);
            WriteParagraph("\n'search COMMAND --help' says more of a command.");
        }
        else if (documented is not null) WriteExamples(documented.Examples);
    }

    /// <summary>The words that call a command: <c>search models list</c>.</summary>
    public static string GetCommandPath(Command command) => command is RootCommand ? "search" : GetParent(command) is { } parent ? $"{GetCommandPath(parent)} {command.Name}" : command.Name;

    private static string FormatUsage(Command command)
    {
        string arguments = string.Concat(command.Arguments.Where(argument => !argument.Hidden).Select(argument => " " + FormatArgument(argument)));
        return $"{GetCommandPath(command)}{(command is RootCommand ? " [COMMAND]" : command.Subcommands.Count > 0 ? " COMMAND" : "")}{arguments} [OPTIONS]";
    }

    private static string FormatCall(Command command) => command.Name + string.Concat(command.Arguments.Select(argument => " " + FormatArgument(argument)));

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

    private static (string Name, string Text) Describe(Option option)
    {
        string names = string.Join(", ", option.Aliases.Append(option.Name).OrderBy(name => name.Length));
        string value = option.Arity.MaximumNumberOfValues == 0 ? ""
            : " " + (option.HelpName ?? string.Join('|', option.GetCompletions(CompletionContext.Empty).Select(item => item.Label)));
        return (names + value, option.Description ?? "");
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

    /// <summary>Names on the left, what they mean on the right, or below where the name is too long.</summary>
    private void WriteRows(string title, IEnumerable<(string Name, string Text)> rows)
    {
        (string Name, string Text)[] all = [.. rows];
        if (all.Length == 0) return;
        output.WriteLine($"\n{title}:");
        int column = all.Select(row => row.Name.Length).Where(length => length <= MaxNameWidth).DefaultIfEmpty(MaxNameWidth).Max() + 2;
        foreach ((string name, string text) in all)
        {
            bool beside = name.Length <= MaxNameWidth;
            if (!beside) output.WriteLine($"  {name}");
            foreach ((int i, string line) in PlainText.Wrap(text, width - column - 2).Index())
                output.WriteLine($"  {(i == 0 && beside ? name : "").PadRight(column)}{line}");
        }
    }

    private void WriteParagraph(string text)
    {
        foreach (string line in PlainText.Wrap(text, width)) output.WriteLine(line);
    }
}
