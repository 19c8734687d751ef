using MAB.DotIgnore;

namespace SearchEngine.Ingestion;

/// <summary>
/// The patterns of the .gitignore and .searchignore files of a folder and the folders above it, up to the indexed folder. As in git,
/// patterns are relative to their file's folder, the last matching pattern of the nearest folder decides, and ignored folders are not
/// entered. A .searchignore takes precedence over the .gitignore in the same folder.
/// </summary>
internal sealed class IgnoreRules
{
    private static readonly string[] FileNames = [".gitignore", ".searchignore"];

    // The library matches by backtracking, so each star multiplies the cost of matching a name.
    private const int MaxStars = 8, MaxPatternLength = 500;
    private const int MaxFileSize = 1 << 20;

    private readonly IgnoreRules? _parent;
    private readonly int _prefixLength;
    private readonly (IgnoreRule Rule, string File)[] _rules;

    private IgnoreRules(IgnoreRules? parent, string folder, (IgnoreRule, string)[] rules) =>
        (_parent, _prefixLength, _rules) = (parent, folder.Length, rules);

    /// <summary>Loads the rules for the entries of a folder; returns null if there are none.</summary>
    /// <param name="parent">The rules of the folder above.</param>
    /// <param name="fullPath">The full path of the folder.</param>
    /// <param name="path">Its path below the indexed folder: empty, or ending with a slash.</param>
    public static IgnoreRules? Load(IgnoreRules? parent, string fullPath, string path)
    {
        // Without such a file, the library is not even loaded: every query restricted to a folder scans it.
        if (!Array.Exists(FileNames, name => File.Exists(Path.Combine(fullPath, name)))) return parent;
        (IgnoreRule, string)[] rules =
            [.. FileNames.SelectMany(name => Read(Path.Combine(fullPath, name)).Select(rule => (rule, path + name)))];
        return rules.Length == 0 ? parent : new IgnoreRules(parent, path, rules);
    }

    /// <summary>Returns why a file or folder is ignored: the pattern and its file. Returns null if it is not ignored.</summary>
    /// <param name="path">Its path below the indexed folder, with forward slashes.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public string? FindSkipReason(string path, bool isFolder)
    {
        for (IgnoreRules? rules = this; rules is not null; rules = rules._parent)
        {
            string relativePath = path[rules._prefixLength..];
            foreach ((IgnoreRule rule, string file) in rules._rules.AsEnumerable().Reverse())
            {
                if (!rule.IsMatch(relativePath, isFolder)) continue;
                return rule.PatternFlags.HasFlag(PatternFlags.NEGATION) ? null : $"ignored by {file}: {rule.OriginalPattern}";
            }
        }
        return null;
    }

    private static IEnumerable<IgnoreRule> Read(string file)
    {
        if (new FileInfo(file) is not { Exists: true, Length: > 0 and <= MaxFileSize }) return [];
        try
        {
            return new IgnoreList([.. File.ReadLines(file).Select(line => line.TrimEnd('\r')).Where(IsSupported)]).Rules;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsSupported(string pattern) =>
        pattern.Length <= MaxPatternLength && pattern.Count(character => character == '*') <= MaxStars;
}
