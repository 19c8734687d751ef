namespace SearchEngine.Documents.Formats.Code;

/// <summary>Follows the lines that stand before a declaration and belong to it: comments, decorators, attributes.</summary>
/// <param name="extension">The file's extension, by which block comments are known.</param>
internal sealed class CommentLines(string extension)
{
    private static readonly string[] Lines = ["//", "--", ";;", "%", "'", "#[", "[<", "*"];

    private readonly (string Open, string Close) _block = extension.ToLowerInvariant() switch
    {
        ".ml" or ".mli" or ".fs" or ".fsi" or ".fsx" => ("(*", "*)"),
        ".hs" => ("{-", "-}"),
        ".ps1" or ".psm1" => ("<#", "#>"),
        ".jl" => ("#=", "=#"),
        ".lua" => ("--[[", "]]"),
        _ => ("/*", "*/"),
    };

    private bool _inBlock;
    private bool _ran;

    /// <summary>The first line of the run that ends at the line before; 0 where that is none.</summary>
    public int First { get; private set; }

    /// <summary>Looks at the next line.</summary>
    /// <returns>Whether it belongs to what comes below it.</returns>
    public bool Continue(ReadOnlySpan<char> line, int number)
    {
        if (!_ran) First = 0;
        ReadOnlySpan<char> code = line.TrimStart();
        bool comment = _inBlock;
        if (!_inBlock && code.StartsWith(_block.Open))
        {
            comment = _inBlock = true;
            code = code[_block.Open.Length..];
        }
        if (_inBlock && code.Contains(_block.Close, StringComparison.Ordinal)) _inBlock = false;
        _ran = comment || IsLine(code);
        if (_ran && First == 0) First = number;
        return _ran;
    }

    private static bool IsLine(ReadOnlySpan<char> code)
    {
        // An annotation may stand on the declaration's own line, and a directive (#if) is no comment.
        if (code is ['#', ' ' or '\'' or '#' or ':', ..]) return true;
        if (code is ['@', ..]) return code.IndexOf(' ') < 0 || code[^1] == ')';
        foreach (string mark in Lines)
        {
            if (code.StartsWith(mark)) return true;
        }
        return false;
    }
}
