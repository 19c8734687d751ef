using System.Text.RegularExpressions;
using SearchEngine.Tests;

namespace SearchEngine.Architecture.Tests;

/// <summary>A page of the documentation.</summary>
internal sealed partial class MarkdownFile(string path)
{
    /// <summary>The README, ARCHITECTURE.md, everything in docs/ but the records, and the READMEs of projects.</summary>
    public static IReadOnlyList<MarkdownFile> All =>
    [
        new("README.md"),
        new("ARCHITECTURE.md"),
        .. Enumerate("docs", "*.md"),
        .. Enumerate("src", "README.md"),
        .. Enumerate("tools", "README.md"),
    ];

    /// <summary>Relative to the repository, with forward slashes.</summary>
    public string Path { get; } = path;

    public string Text { get; } = File.ReadAllText(System.IO.Path.Combine(Repository.Root, path));

    /// <summary>Counts as <c>wc -w</c> does: whatever is between whitespace is a word.</summary>
    public int WordCount => CountWords(Text);

    public static int CountWords(string text) => text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries).Length;

    /// <summary>Returns the line numbers and lines of prose: not of code, tables, headings, pictures and link definitions.</summary>
    public static IEnumerable<(int Number, string Line)> FindProse(string text)
    {
        bool isCode = false;
        foreach ((int index, string line) in text.Split('\n').Index())
        {
            if (Fence().IsMatch(line)) isCode = !isCode;
            else if (!isCode && !NotProse().IsMatch(line)) yield return (index + 1, line.TrimEnd('\r'));
        }
    }

    /// <summary>Returns a line without what cannot be wrapped: the targets of links.</summary>
    public static string RemoveLinkTargets(string line) => LinkTarget().Replace(line, "]");

    private static IEnumerable<MarkdownFile> Enumerate(string folder, string pattern) =>
        Directory.EnumerateFiles(System.IO.Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/bin/") && !file.Contains("/obj/") && !file.StartsWith("docs/cli.md", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => new MarkdownFile(file));

    [GeneratedRegex(@"^\s*(```|~~~)")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\s*(\||#|!\[|\[[^\]]+\]:|<)")]
    private static partial Regex NotProse();

    [GeneratedRegex(@"\]\([^)]*\)?")]
    private static partial Regex LinkTarget();
}
