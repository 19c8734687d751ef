using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>
/// Tokens by id, stored as the lines of a vocab.txt (UTF-8, line number = id, empty for unused ids), which is the format that
/// Microsoft.ML.Tokenizers reads for WordPiece.
/// </summary>
internal sealed class Vocabulary
{
    private readonly byte[] _lines;
    private readonly int[] _starts;
    private readonly Lazy<Dictionary<string, int>> _ids;

    /// <summary>Creates a vocabulary.</summary>
    /// <param name="lines">The tokens, each followed by a line break.</param>
    /// <param name="starts">Start of each line, then the end of the last one.</param>
    public Vocabulary(byte[] lines, int[] starts)
    {
        (_lines, _starts) = (lines, starts);
        _ids = new(BuildIds);
    }

    /// <summary>The highest id plus one.</summary>
    public int Size => _starts.Length - 1;

    /// <summary>Opens the tokens as lines in the order of their ids.</summary>
    public Stream OpenLines() => new MemoryStream(_lines, writable: false);

    public string? IdToToken(int id) => (uint)id < (uint)Size && Line(id) is { Length: > 0 } line ? Encoding.UTF8.GetString(line) : null;

    /// <summary>Ids by token.</summary>
    public IReadOnlyDictionary<string, int> Ids => _ids.Value;

    public int? TokenToId(ReadOnlySpan<char> token) =>
        _ids.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(token, out int id) ? id : null;

    /// <summary>Returns the length of a token in UTF-16 units.</summary>
    public int GetLength(int id) => Encoding.UTF8.GetCharCount(Line(id));

    private ReadOnlySpan<byte> Line(int id) => _lines.AsSpan(_starts[id].._starts[id + 1])[..^1];

    private Dictionary<string, int> BuildIds()
    {
        Dictionary<string, int> ids = new(Size);
        for (int id = 0; id < Size; id++)
        {
            if (IdToToken(id) is { } token) ids[token] = id;
        }
        return ids;
    }
}
