using System.ComponentModel;
using System.Diagnostics;
using SearchEngine.Search;

namespace SearchEngine.Cli.Interactive;

/// <summary>A program that opens a file, and its arguments before the file's path.</summary>
internal sealed record Opener(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Programs that open a file at the line in an argument <c>+N</c>.</summary>
    private static readonly HashSet<string> ProgramsWithLineArgument =
        ["vi", "vim", "nvim", "view", "nano", "emacs", "emacsclient", "micro", "kak", "less", "more", "most"];

    /// <summary>
    /// Chooses the program for an action: the one in the user's environment variables, or else the system's. The words of a variable are
    /// a program and its arguments, which no shell interprets.
    /// </summary>
    public static Opener Create(PromptAction action, int line, Func<string, string?> getVariable)
    {
        string[] words = action switch
        {
            PromptAction.OpenEditor => SplitWords(getVariable("VISUAL")) ?? SplitWords(getVariable("EDITOR")) ?? [DefaultEditor],
            PromptAction.OpenPager => SplitWords(getVariable("PAGER")) ?? [DefaultPager],
            PromptAction.OpenDefault => [DesktopOpener],
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
        };
        bool takesLine = ProgramsWithLineArgument.Contains(Path.GetFileName(words[0]));
        return new Opener(words[0], [.. words.Skip(1), .. takesLine ? (string[])[$"+{line}"] : []]);
    }

    private static string DefaultEditor => OperatingSystem.IsWindows() ? "notepad" : "vi";

    private static string DefaultPager => OperatingSystem.IsWindows() ? "more.com" : "less";

    private static string DesktopOpener => OperatingSystem.IsWindows() ? "explorer" : OperatingSystem.IsMacOS() ? "open" : "xdg-open";

    private static string[]? SplitWords(string? variable) =>
        variable?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words ? words : null;
}

/// <summary>Opens the file of a hit in another program, which uses the terminal until it ends.</summary>
internal static class FileOpener
{
    /// <summary>Opens the file and returns an error message, which is empty on success.</summary>
    public static async Task<string> OpenAsync(SearchHit hit, PromptAction action)
    {
        if (!Path.IsPathRooted(hit.Root)) return $"{hit.Path} has no file to open; a program added it to the index";
        string path = Path.GetFullPath(Path.Combine(hit.Root, hit.Path));
        if (!File.Exists(path)) return $"{path} no longer exists";
        Opener opener = Opener.Create(action, hit.Passages[0].Location.Line, Environment.GetEnvironmentVariable);
        try
        {
            ProcessStartInfo start = new(opener.Program, [.. opener.Arguments, path]) { UseShellExecute = false };
            using Process process = Process.Start(start)!;
            await process.WaitForExitAsync();
            // Explorer's exit code means nothing.
            bool succeeded = process.ExitCode == 0 || (action == PromptAction.OpenDefault && OperatingSystem.IsWindows());
            return succeeded ? "" : $"{opener.Program} ended with exit code {process.ExitCode}";
        }
        catch (Win32Exception)
        {
            string advice = action switch
            {
                PromptAction.OpenEditor => "set EDITOR to your editor",
                PromptAction.OpenPager => "set PAGER to your pager",
                _ => "press e to open an editor, or p for a pager",
            };
            return $"there is no program {opener.Program}; {advice}";
        }
    }
}
