using MAB.DotIgnore;

namespace SearchEngine.Ingestion;

/// <summary>
/// The patterns of the .gitignore and .searchignore files of a folder and of those above it, up to the folder that is indexed. As with git, a pattern is relative to its file's folder, the nearest
/// folder's last pattern that matches decides, and what lies in an ignored folder is not looked at. A .searchignore speaks after the .gitignore beside it, so it can take back what that leaves out.
/// </summary>
internal sealed class IgnoreRules
{
    private static readonly string[] FileNames = [".gitignore", ".searchignore"];

    // The library matches by backtracking: each star multiplies what a name can cost.
    private const int MostStars = 8, LongestPattern = 500;
    private const int LargestFile = 1 << 20;

    private readonly IgnoreRules? _above;
    private readonly int _prefix;
    private readonly (IgnoreRule Rule, string File)[] _rules;

    private IgnoreRules(IgnoreRules? above, string folder, (IgnoreRule, string)[] rules) => (_above, _prefix, _rules) = (above, folder.Length, rules);

    /// <summary>The rules for what lies in a folder; null where there are none.</summary>
    /// <param name="above">Those of the folder around it.</param>
    /// <param name="fullPath">Where the folder lies.</param>
    /// <param name="path">Its path below the folder that is indexed: empty, or ending with a slash.</param>
    public static IgnoreRules? Of(IgnoreRules? above, string fullPath, string path) =>
        // Where there is no such file, the library is not even loaded: every query on a folder comes by here.
        Array.Exists(FileNames, name => File.Exists(Path.Combine(fullPath, name))) ? Load(above, fullPath, path) : above;

    private static IgnoreRules? Load(IgnoreRules? above, string fullPath, string path)
    {
        (IgnoreRule, string)[] rules = [.. FileNames.SelectMany(name => Read(Path.Combine(fullPath, name)).Select(rule => (rule, path + name)))];
        return rules.Length == 0 ? above : new IgnoreRules(above, path, rules);
    }

    /// <summary>Why a file or folder is left out: the pattern, and where it stands; null where none speaks against it.</summary>
    /// <param name="path">Its path below the folder that is indexed, with forward slashes.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public string? ReasonToSkip(string path, bool isFolder)
    {
        for (IgnoreRules? rules = this; rules is not null; rules = rules._above)
        {
            string below = path[rules._prefix..];
            foreach ((IgnoreRule rule, string file) in rules._rules.AsEnumerable().Reverse())
            {
                if (rule.IsMatch(below, isFolder)) return rule.PatternFlags.HasFlag(PatternFlags.NEGATION) ? null : $"ignored by {file}: {rule.OriginalPattern}";
            }
        }
        return null;
    }

    private static IEnumerable<IgnoreRule> Read(string file)
    {
        if (new FileInfo(file) is not { Exists: true, Length: > 0 and <= LargestFile }) return [];
        try
        {
            string[] lines = [.. File.ReadLines(file).Select(line => line.TrimEnd('\r')).Where(line => line.Length <= LongestPattern && line.Count(character => character == '*') <= MostStars)];
            return new IgnoreList(lines).Rules;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
