namespace SearchEngine.Index.Filters;

/// <summary>Makes tokens of a glob as it is written. What stood between quotes stands for itself.</summary>
internal static class GlobReader
{
    /// <exception cref="FilterException">A bracket is not closed, or holds nothing to match.</exception>
    public static GlobToken[] Read(FilterText word)
    {
        List<GlobToken> tokens = [];
        bool startsAtRoot = word.IsUnquoted(0, "/");
        for (int i = startsAtRoot ? 1 : 0; i < word.Length;) tokens.Add(Next(word, ref i, startsName: tokens.Count == 0 || EndsFolder(tokens[^1])));

        bool wholeFolder = tokens.Count == 0 || EndsFolder(tokens[^1]);
        if (!startsAtRoot && !tokens.SkipLast(1).Any(EndsFolder)) tokens.Insert(0, new GlobToken(GlobKind.Folders));
        if (wholeFolder) tokens.Add(new GlobToken(GlobKind.Anything));
        return [.. tokens];
    }

    private static GlobToken Next(FilterText word, ref int index, bool startsName)
    {
        if (word.IsUnquoted(index, "[")) return new GlobToken(GlobKind.Class, Class: GlobClass.Read(word, ref index));
        if (word.IsUnquoted(index, "?")) return new GlobToken(GlobKind.Any, word[index++].Value);
        if (!word.IsUnquoted(index, "*")) return new GlobToken(GlobKind.Literal, word[index++].Value);

        int first = index;
        while (word.IsUnquoted(index, "*")) index++;
        if (index == first + 1) return new GlobToken(GlobKind.Name);
        if (!startsName || !word.IsUnquoted(index, "/")) return new GlobToken(GlobKind.Anything);
        index++;
        return new GlobToken(GlobKind.Folders);
    }

    private static bool EndsFolder(GlobToken token) => token is { Kind: GlobKind.Folders } or { Kind: GlobKind.Literal, Literal: '/' };
}
