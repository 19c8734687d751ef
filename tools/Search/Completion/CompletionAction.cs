using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using SearchEngine.Cli.Output;

namespace SearchEngine.Cli.Completion;

/// <summary>
/// Handles <c>search [suggest:POSITION] "LINE"</c>, which the completion scripts call: writes one candidate per line. The library's own
/// action does not understand quotes and fails at <c>--option=</c>, so the last word is cut off here, and the library completes the rest.
/// </summary>
internal sealed class CompletionAction(SuggestDirective directive) : SynchronousCommandLineAction
{
    /// <summary>An incomplete line is not an error.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parsed)
    {
        string line = parsed.Tokens.LastOrDefault(token => token.Type != TokenType.Directive)?.Value ?? "";
        bool hasPosition = int.TryParse(parsed.GetResult(directive)?.Values.FirstOrDefault(), out int position);
        if (hasPosition && position >= 0 && position < line.Length) line = line[..position];
        foreach (string candidate in GetCandidates(parsed.RootCommandResult.Command, line)) Console.Out.WriteLine(candidate);
        return ExitCode.Success;
    }

    /// <summary>Returns the candidates for the last word of a line.</summary>
    public static IEnumerable<string> GetCandidates(Command root, string line)
    {
        (string before, string word) = CompletionWord.ParseLast(line);
        int equals = word.StartsWith("--", StringComparison.Ordinal) ? word.IndexOf('=', StringComparison.Ordinal) : -1;
        string option = word[..(equals + 1)], value = word[(equals + 1)..];
        if (equals >= 0) before += word[..equals] + " ";

        ParseResult parsed = root.Parse(before);
        Symbol target = (Symbol?)FindOpenOption(parsed, before) ?? parsed.CommandResult.Command;
        if (target is Command && option.Length > 0) return [];
        return target.GetCompletions(parsed.GetCompletionContext())
            .SelectMany(item => Expand(item, value))
            .Where(candidate => !candidate.Any(char.IsControl) && PlainText.ReplaceControls(candidate) == candidate)
            .Select(candidate => option + candidate).Distinct().Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Expand(CompletionItem item, string word)
    {
        if (item.Kind == CompletionCandidates.FolderKind) return FolderCandidates.Find(word);
        return Matches(item.Label, word) ? [item.Label] : [];
    }

    /// <summary>Returns the option whose value is the next word; null if there is none.</summary>
    private static Option? FindOpenOption(ParseResult parsed, string before)
    {
        string last = CompletionWord.ParseLast(before.TrimEnd()).Text;
        Command? command = parsed.CommandResult.Command;
        while (command is not null)
        {
            Option? named = command.Options.FirstOrDefault(option => option.Name == last || option.Aliases.Contains(last));
            if (named is { Arity.MaximumNumberOfValues: > 0 }) return named;
            command = command.Parents.OfType<Command>().FirstOrDefault();
        }
        return null;
    }

    /// <summary>Whether a label completes the word. There are many options, so they are offered only after a dash.</summary>
    private static bool Matches(string label, string word) =>
        label.StartsWith(word, StringComparison.Ordinal) && (word.Length > 0 || !label.StartsWith('-'));
}
