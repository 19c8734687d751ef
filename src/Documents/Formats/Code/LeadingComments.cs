namespace SearchEngine.Documents.Formats.Code;

/// <summary>Follows the lines that stand before a declaration and belong to it: comments, decorators, attributes.</summary>
/// <param name="extension">The file's extension, by which block comments are known.</param>
internal sealed class LeadingComments(string extension)
{
    private static readonly string[] LinePrefixes = ["//", "--", ";;", "%", "'", "#[", "[<", "*"];

    private readonly (string Open, string Close) _blockMarkers = extension.ToLowerInvariant() switch
    {
        ".ml" or ".mli" or ".fs" or ".fsi" or ".fsx" => ("(*", "*)"),
        ".hs" => ("{-", "-}"),
        ".ps1" or ".psm1" => ("<#", "#>"),
        ".jl" => ("#=", "=#"),
        ".lua" => ("--[[", "]]"),
        _ => ("/*", "*/"),
    };

    private bool _inBlock;
    private bool _inRun;

    /// <summary>The first line of the run that ends at the line before; 0 where that is none.</summary>
    public int FirstLine { get; private set; }

    /// <summary>Looks at the next line.</summary>
    /// <returns>Whether it belongs to what comes below it.</returns>
    public bool TryAdd(ReadOnlySpan<char> line, int number)
    {
        if (!_inRun) FirstLine = 0;
        ReadOnlySpan<char> code = line.TrimStart();
        bool comment = _inBlock;
        if (!_inBlock && code.StartsWith(_blockMarkers.Open))
        {
            comment = _inBlock = true;
            code = code[_blockMarkers.Open.Length..];
        }
        if (_inBlock && code.Contains(_blockMarkers.Close, StringComparison.Ordinal)) _inBlock = false;
        _inRun = comment || IsCommentLine(code);
        if (_inRun && FirstLine == 0) FirstLine = number;
        return _inRun;
    }

    private static bool IsCommentLine(ReadOnlySpan<char> code)
    {
        // An annotation may stand on the declaration's own line, and a directive (#if) is no comment.
        if (code is ['#', ' ' or '\'' or '#' or ':', ..]) return true;
        if (code is ['@', ..]) return code.IndexOf(' ') < 0 || code[^1] == ')';
        foreach (string mark in LinePrefixes)
        {
            if (code.StartsWith(mark)) return true;
        }
        return false;
    }
}
