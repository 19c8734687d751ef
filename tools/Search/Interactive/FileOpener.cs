using System.ComponentModel;
using System.Diagnostics;
using SearchEngine.Search;

namespace SearchEngine.Cli.Interactive;

/// <summary>A program that opens a file, with what comes before the file's path.</summary>
internal sealed record Opener(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>These open a file at a line that <c>+N</c> names.</summary>
    private static readonly HashSet<string> ProgramsWithLineArgument = ["vi", "vim", "nvim", "view", "nano", "emacs", "emacsclient", "micro", "kak", "less", "more", "most"];

    /// <summary>
    /// The program that a step asks for, from the user's own variables where they name one. A variable's words are a program and its arguments; no shell reads them.
    /// </summary>
    public static Opener Create(PromptAction action, int line, Func<string, string?> getVariable)
    {
        string[] words = action switch
        {
            PromptAction.OpenEditor => SplitWords(getVariable("VISUAL")) ?? SplitWords(getVariable("EDITOR")) ?? (OperatingSystem.IsWindows() ? ["notepad"] : ["vi"]),
            PromptAction.OpenPager => SplitWords(getVariable("PAGER")) ?? (OperatingSystem.IsWindows() ? ["more.com"] : ["less"]),
            PromptAction.OpenDefault => OperatingSystem.IsWindows() ? ["explorer"] : OperatingSystem.IsMacOS() ? ["open"] : ["xdg-open"],
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
        };
        bool takesLine = ProgramsWithLineArgument.Contains(Path.GetFileName(words[0]));
        return new Opener(words[0], [.. words.Skip(1), .. takesLine ? (string[])[$"+{line}"] : []]);
    }

    private static string[]? SplitWords(string? variable) => variable?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words ? words : null;
}

/// <summary>Opens the file of a hit in another program, which has the terminal until it ends.</summary>
internal static class FileOpener
{
    /// <returns>What went wrong; empty where nothing did.</returns>
    public static async Task<string> OpenAsync(SearchHit hit, PromptAction action)
    {
        if (!Path.IsPathRooted(hit.Root)) return $"{hit.Path} is no file: a program gave it to the index";
        string path = Path.GetFullPath(Path.Combine(hit.Root, hit.Path));
        if (!File.Exists(path)) return $"{path} is gone";
        Opener opener = Opener.Create(action, hit.Passages[0].Location.Line, Environment.GetEnvironmentVariable);
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(opener.Program, [.. opener.Arguments, path]) { UseShellExecute = false })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0 || action == PromptAction.OpenDefault && OperatingSystem.IsWindows() ? "" : $"{opener.Program} ended with {process.ExitCode}";
        }
        catch (Win32Exception)
        {
            return $"there is no program {opener.Program}; {(action == PromptAction.OpenEditor ? "name one in EDITOR" : action == PromptAction.OpenPager ? "name one in PAGER" : "e opens an editor, p a pager")}";
        }
    }
}
