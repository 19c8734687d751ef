namespace SearchEngine.Index.Filters;

/// <summary>Makes tokens of a glob as it is written. What stood between quotes stands for itself.</summary>
internal static class GlobReader
{
    /// <exception cref="FilterException">A bracket is not closed, or holds nothing to match.</exception>
    public static GlobToken[] Read(FilterWord word)
    {
        List<GlobToken> tokens = [];
        bool startsAtRoot = word.Is(0, "/");
        for (int i = startsAtRoot ? 1 : 0; i < word.Length;) tokens.Add(Next(word, ref i, startsName: tokens.Count == 0 || EndsFolder(tokens[^1])));

        bool wholeFolder = tokens.Count == 0 || EndsFolder(tokens[^1]);
        if (!startsAtRoot && !tokens.SkipLast(1).Any(EndsFolder)) tokens.Insert(0, new GlobToken(GlobKind.Folders));
        if (wholeFolder) tokens.Add(new GlobToken(GlobKind.Anything));
        return [.. tokens];
    }

    private static GlobToken Next(FilterWord word, ref int index, bool startsName)
    {
        if (word.Is(index, "[")) return new GlobToken(GlobKind.Class, Class: GlobClass.Read(word, ref index));
        if (word.Is(index, "?")) return new GlobToken(GlobKind.Any, word[index++].Value);
        if (!word.Is(index, "*")) return new GlobToken(GlobKind.Literal, word[index++].Value);

        int first = index;
        while (word.Is(index, "*")) index++;
        if (index == first + 1) return new GlobToken(GlobKind.Name);
        if (!startsName || !word.Is(index, "/")) return new GlobToken(GlobKind.Anything);
        index++;
        return new GlobToken(GlobKind.Folders);
    }

    private static bool EndsFolder(GlobToken token) => token is { Kind: GlobKind.Folders } or { Kind: GlobKind.Literal, Literal: '/' };
}
