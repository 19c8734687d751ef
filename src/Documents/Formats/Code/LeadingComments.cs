namespace SearchEngine.Documents.Formats.Code;

/// <summary>Tracks the lines before a declaration that belong to it: comments, decorators, attributes.</summary>
/// <param name="extension">The file's extension, which determines the markers of block comments.</param>
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

    /// <summary>The first line of the run of comments that ends at the previous line; 0 if there is none.</summary>
    public int FirstLine { get; private set; }

    /// <summary>Processes the next line.</summary>
    /// <returns>Whether the line belongs to what comes after it.</returns>
    public bool TryAdd(ReadOnlySpan<char> line, int number)
    {
        if (!_inRun) FirstLine = 0;
        ReadOnlySpan<char> code = line.TrimStart();
        bool isComment = _inBlock;
        if (!_inBlock && code.StartsWith(_blockMarkers.Open))
        {
            isComment = _inBlock = true;
            code = code[_blockMarkers.Open.Length..];
        }
        if (_inBlock && code.Contains(_blockMarkers.Close, StringComparison.Ordinal)) _inBlock = false;
        _inRun = isComment || IsCommentLine(code);
        if (_inRun && FirstLine == 0) FirstLine = number;
        return _inRun;
    }

    private static bool IsCommentLine(ReadOnlySpan<char> code)
    {
        // An annotation may be on the declaration's own line, and a directive (#if) is not a comment.
        if (code is ['#', ' ' or '\'' or '#' or ':', ..]) return true;
        if (code is ['@', ..]) return code.IndexOf(' ') < 0 || code[^1] == ')';
        foreach (string prefix in LinePrefixes)
        {
            if (code.StartsWith(prefix)) return true;
        }
        return false;
    }
}
