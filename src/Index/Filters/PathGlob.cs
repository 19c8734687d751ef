using System.Text;

namespace SearchEngine.Index.Filters;

/// <summary>
/// A pattern of paths: <c>*</c> is anything within a folder's or file's name, <c>**</c> anything, <c>?</c> one character, <c>[a-z]</c> one of some. A pattern without a slash is that of
/// a file's name, wherever the file is; <c>folder/</c> is all that lies in such a folder; any other begins at the collection's root. Upper and lower case differ.
/// </summary>
internal sealed class PathGlob
{
    private readonly GlobToken[] _tokens;

    private PathGlob(GlobToken[] tokens)
    {
        _tokens = tokens;
        StringBuilder prefix = new();
        foreach (GlobToken token in tokens.TakeWhile(token => token.Kind == GlobKind.Literal)) prefix.Append(token.Literal);
        Prefix = prefix.ToString();
    }

    /// <summary>What every path that matches begins with.</summary>
    public string Prefix { get; }

    /// <exception cref="FilterException">A bracket is not closed, or holds nothing to match.</exception>
    public static PathGlob Parse(FilterText word) => new(GlobReader.Read(word));

    /// <summary>Whether the whole of <paramref name="path"/> matches.</summary>
    /// <remarks>
    /// Goes back to the last <c>*</c>, then to the last <c>**</c>: what stands before these need not be tried otherwise, because they accept every continuation that another try would. So the time
    /// is at most the pattern's length by the square of the path's.
    /// </remarks>
    public bool Matches(ReadOnlySpan<char> path)
    {
        int token = 0, at = 0;
        (int Token, int At) name = (-1, 0), deep = (-1, 0);
        while (true)
        {
            if (token == _tokens.Length && at == path.Length) return true;
            if (token < _tokens.Length)
            {
                GlobKind kind = _tokens[token].Kind;
                if (kind == GlobKind.Name)
                {
                    name = (token++, at);
                    continue;
                }
                if (kind is GlobKind.Anything or GlobKind.Folders)
                {
                    deep = (token++, at);
                    name.Token = -1;
                    continue;
                }
                if (at < path.Length && _tokens[token].MatchesFirst(path[at..], out int width))
                {
                    token++;
                    at += width;
                    continue;
                }
            }
            if (name.Token >= 0 && name.At < path.Length && path[name.At] != '/')
            {
                at = ++name.At;
                token = name.Token + 1;
                continue;
            }
            if (deep.Token < 0 || deep.At >= path.Length) return false;
            int next = _tokens[deep.Token].Kind == GlobKind.Anything ? 0 : path[deep.At..].IndexOf('/');
            if (next < 0) return false;
            at = deep.At += next + 1;
            token = deep.Token + 1;
            name.Token = -1;
        }
    }
}
