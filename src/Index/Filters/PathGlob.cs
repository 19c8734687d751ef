using System.Text;
using System.Text.RegularExpressions;

namespace SearchEngine.Index.Filters;

/// <summary>
/// A pattern for paths: <c>*</c> matches within a name, <c>**</c> across folders, <c>?</c> one character,
/// <c>[a-z]</c> one of several. A pattern without a slash matches the file name in any folder, <c>folder/</c>
/// everything in any such folder; any other pattern starts at the collection's root. Case-sensitive.
/// </summary>
/// <remarks>
/// Translated to a regular expression without backtracking, so matching takes time linear in the length of the path.
/// </remarks>
internal sealed class PathGlob
{
    private const string AnyName = "[^/]*", AnyPath = ".*", AnyFolders = "(?:.*/)?";

    private readonly Regex _regex;

    private PathGlob(Regex regex, string prefix)
    {
        _regex = regex;
        Prefix = prefix;
    }

    /// <summary>The literal text that every matching path starts with.</summary>
    public string Prefix { get; }

    /// <summary>Parses a glob. Quoted characters are literal.</summary>
    /// <exception cref="FilterException">A bracket is not closed, or its range runs backwards.</exception>
    public static PathGlob Parse(FilterText text)
    {
        bool startsAtRoot = text.IsUnquoted(0, "/");
        int start = startsAtRoot ? 1 : 0, prefixLength = -1;
        bool isAtNameStart = true, hasInnerSlash = false;
        StringBuilder pattern = new(), literals = new();
        for (int i = start; i < text.Length;)
        {
            hasInnerSlash |= isAtNameStart && i > start;
            int partStart = i;
            string part = TranslatePart(text, ref i, isAtNameStart);
            pattern.Append(part);
            bool isLiteral = IsLiteral(text, partStart);
            if (isLiteral) literals.Append(text[partStart].Value);
            if (!isLiteral && prefixLength < 0) prefixLength = literals.Length;
            isAtNameStart = part == AnyFolders || (isLiteral && text[partStart].Value == '/');
        }

        // A trailing slash or an empty pattern matches everything in the folder.
        if (isAtNameStart) pattern.Append(AnyPath);
        bool isAnchored = startsAtRoot || hasInnerSlash;
        if (!isAnchored) pattern.Insert(0, AnyFolders);
        string prefix = !isAnchored ? "" : prefixLength < 0 ? literals.ToString() : literals.ToString(0, prefixLength);
        return new PathGlob(CreateRegex(text, pattern.ToString()), prefix);
    }

    /// <summary>Returns whether the whole of <paramref name="path"/> matches.</summary>
    public bool Matches(ReadOnlySpan<char> path) => _regex.IsMatch(path);

    private static Regex CreateRegex(FilterText text, string pattern)
    {
        const RegexOptions options = RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant;
        try
        {
            return new Regex($"\\A{pattern}\\z", options);
        }
        catch (NotSupportedException)
        {
            // The automaton would have more than 10,000 nodes.
            throw text.CreateError("the path is too long; shorten it");
        }
    }

    private static bool IsLiteral(FilterText text, int index) => !text.IsUnquoted(index, "*?[");

    private static string TranslatePart(FilterText text, ref int index, bool isAtNameStart)
    {
        if (text.IsUnquoted(index, "[")) return GlobClass.Parse(text, ref index);
        if (text.IsUnquoted(index, "?"))
        {
            index++;
            return GlobClass.AnyCharacter;
        }
        if (!text.IsUnquoted(index, "*")) return Regex.Escape(text[index++].Value.ToString());

        int first = index;
        while (text.IsUnquoted(index, "*")) index++;
        if (index == first + 1) return AnyName;
        if (!isAtNameStart || !text.IsUnquoted(index, "/")) return AnyPath;
        index++;
        return AnyFolders;
    }
}
