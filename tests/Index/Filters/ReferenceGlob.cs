namespace SearchEngine.Index.Tests.Filters;

/// <summary>Matches globs of <c>a b / * ** ? [ab] [!a]</c> by exhaustive search.</summary>
internal static class ReferenceGlob
{
    public static bool Matches(string glob, string path)
    {
        bool startsAtRoot = glob[0] == '/';
        string pattern = startsAtRoot ? glob[1..] : glob;
        if (!startsAtRoot && !pattern[..^1].Contains('/')) pattern = "**/" + pattern;
        if (pattern.Length == 0 || pattern[^1] == '/') pattern += "**";
        return Matches(pattern, path, isAtNameStart: true);
    }

    private static bool Matches(ReadOnlySpan<char> glob, ReadOnlySpan<char> path, bool isAtNameStart)
    {
        if (glob.IsEmpty) return path.IsEmpty;
        if (glob[0] == '*') return MatchesStars(glob, path, isAtNameStart);
        int length = glob[0] == '[' ? glob.IndexOf(']') + 1 : 1;
        if (path.IsEmpty || !MatchesCharacter(glob[..length], path[0])) return false;
        return Matches(glob[length..], path[1..], glob[0] == '/');
    }

    private static bool MatchesStars(ReadOnlySpan<char> glob, ReadOnlySpan<char> path, bool isAtNameStart)
    {
        int stars = glob.IndexOfAnyExcept('*');
        if (stars < 0) stars = glob.Length;
        bool isDeep = stars > 1, isFolders = isDeep && isAtNameStart && stars < glob.Length && glob[stars] == '/';
        ReadOnlySpan<char> rest = glob[(isFolders ? stars + 1 : stars)..];
        for (int length = 0; length <= path.Length; length++)
        {
            ReadOnlySpan<char> matched = path[..length];
            bool isAllowed = isFolders ? matched.IsEmpty || matched[^1] == '/' : isDeep || !matched.Contains('/');
            if (isAllowed && Matches(rest, path[length..], isFolders)) return true;
        }
        return false;
    }

    private static bool MatchesCharacter(ReadOnlySpan<char> part, char character) => part switch
    {
        "?" => character != '/',
        ['[', '!', ..] => character != '/' && !part.Contains(character),
        ['[', ..] => part.Contains(character),
        _ => part[0] == character,
    };
}
