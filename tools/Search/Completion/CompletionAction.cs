using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using SearchEngine.Cli.Output;

namespace SearchEngine.Cli.Completion;

/// <summary>
/// Answers <c>search [suggest:POSITION] "LINE"</c>, which the completion scripts ask: a candidate a line. The library's own answer does not know quotes, and fails at <c>--option=</c>; so
/// the last word is cut off here, and the library is asked what may stand after the words before it.
/// </summary>
internal sealed class CompletionAction(SuggestDirective directive) : SynchronousCommandLineAction
{
    /// <summary>A half-typed line is no command that could be wrong.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parsed)
    {
        string line = parsed.Tokens.LastOrDefault(token => token.Type != TokenType.Directive)?.Value ?? "";
        bool cut = int.TryParse(parsed.GetResult(directive)?.Values.FirstOrDefault(), out int position) && position >= 0 && position < line.Length;
        foreach (string candidate in GetCandidates(parsed.RootCommandResult.Command, cut ? line[..position] : line)) Console.Out.WriteLine(candidate);
        return ExitCode.Success;
    }

    /// <summary>What the last word of a line may become.</summary>
    public static IEnumerable<string> GetCandidates(Command root, string line)
    {
        (string before, string word) = CompletionWord.ParseLast(line);
        int equals = word.StartsWith("--", StringComparison.Ordinal) ? word.IndexOf('=', StringComparison.Ordinal) : -1;
        string option = equals < 0 ? "" : word[..(equals + 1)], value = word[(equals + 1)..];
        if (equals >= 0) before += word[..equals] + " ";

        ParseResult parsed = root.Parse(before);
        Symbol asked = (Symbol?)FindOpenOption(parsed, before) ?? parsed.CommandResult.Command;
        if (asked is Command && option.Length > 0) return [];
        return asked.GetCompletions(parsed.GetCompletionContext())
            .SelectMany(item => item.Kind == CompletionCandidates.FolderKind ? FolderCandidates.Find(value) : Matches(item.Label, value) ? [item.Label] : [])
            .Where(candidate => !candidate.Any(char.IsControl) && PlainText.ReplaceControls(candidate) == candidate)
            .Select(candidate => option + candidate).Distinct().Order(StringComparer.Ordinal);
    }

    /// <summary>The option that the next word is the value of.</summary>
    private static Option? FindOpenOption(ParseResult parsed, string before)
    {
        string last = CompletionWord.ParseLast(before.TrimEnd()).Text;
        for (Command? command = parsed.CommandResult.Command; command is not null; command = command.Parents.OfType<Command>().FirstOrDefault())
        {
            if (command.Options.FirstOrDefault(option => option.Name == last || option.Aliases.Contains(last)) is { Arity.MaximumNumberOfValues: > 0 } open) return open;
        }
        return null;
    }

    /// <summary>Options are many, and wait for a dash.</summary>
    private static bool Matches(string label, string word) => label.StartsWith(word, StringComparison.Ordinal) && (word.Length > 0 || !label.StartsWith('-'));
}
