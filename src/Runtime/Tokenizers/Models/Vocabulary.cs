using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>
/// Tokens by id, kept as the lines of a vocab.txt (UTF-8, line number = id, empty where an id has no token), which is the form that
/// Microsoft.ML.Tokenizers reads.
/// </summary>
internal sealed class Vocabulary
{
    private const int GreatestId = (1 << 24) - 1;

    private readonly byte[] _lines;
    private readonly int[] _starts;
    private readonly Lazy<Dictionary<string, int>> _ids;

    private Vocabulary(byte[] lines, int[] starts)
    {
        (_lines, _starts) = (lines, starts);
        _ids = new(IdsByToken);
    }

    /// <summary>One more than the greatest id.</summary>
    public int Size => _starts.Length - 1;

    /// <summary>Reads the field "vocab" of a model, an object from token to id.</summary>
    public static Vocabulary Read(TokenizerComponent model)
    {
        TokenizerComponent component = model.Child("vocab");
        if (component.IsNull) throw component.Error("is missing; a model needs a vocabulary");
        JsonProperty[] tokens = ById(component);
        int[] starts = new int[tokens.Length + 1];
        using MemoryStream lines = new();
        for (int id = 0; id < tokens.Length; id++)
        {
            starts[id] = (int)lines.Length;
            if (tokens[id].Value.ValueKind != JsonValueKind.Undefined) lines.Write(Utf8Of(tokens[id], component));
            lines.WriteByte((byte)'\n');
        }
        starts[^1] = (int)lines.Length;
        return new Vocabulary(lines.ToArray(), starts);
    }

    /// <summary>The tokens, a line each, in order of their ids.</summary>
    public Stream OpenLines() => new MemoryStream(_lines, writable: false);

    public string? TokenOf(int id) => (uint)id < (uint)Size && Line(id) is { Length: > 0 } line ? Encoding.UTF8.GetString(line) : null;

    public int? IdOf(string token) => _ids.Value.TryGetValue(token, out int id) ? id : null;

    /// <summary>Length of a token in UTF-16 units.</summary>
    public int LengthOf(int id) => Encoding.UTF8.GetCharCount(Line(id));

    private ReadOnlySpan<byte> Line(int id) => _lines.AsSpan(_starts[id].._starts[id + 1])[..^1];

    private Dictionary<string, int> IdsByToken()
    {
        Dictionary<string, int> ids = new(Size);
        for (int id = 0; id < Size; id++)
        {
            if (TokenOf(id) is { } token) ids[token] = id;
        }
        return ids;
    }

    private static JsonProperty[] ById(TokenizerComponent component)
    {
        List<JsonProperty> tokens = [];
        foreach (JsonProperty token in component.Json.EnumerateObject())
        {
            if (token.Value.ValueKind != JsonValueKind.Number || !token.Value.TryGetInt32(out int id) || id is < 0 or > GreatestId)
            {
                throw component.Error($"the id of '{token.Name}' is {token.Value}; a whole number from 0 to {GreatestId} was expected");
            }
            if (id >= tokens.Count) CollectionsMarshal.SetCount(tokens, id + 1);
            if (tokens[id].Value.ValueKind != JsonValueKind.Undefined)
            {
                throw component.Error($"'{tokens[id].Name}' and '{token.Name}' have the same id, {id}");
            }
            tokens[id] = token;
        }
        return [.. tokens];
    }

    private static ReadOnlySpan<byte> Utf8Of(JsonProperty token, TokenizerComponent component)
    {
        ReadOnlySpan<byte> raw = JsonMarshal.GetRawUtf8PropertyName(token);
        ReadOnlySpan<byte> utf8 = raw.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(token.Name) : raw;
        return utf8.IndexOfAny((byte)'\n', (byte)'\r') < 0
            ? utf8
            : throw component.Error($"the token of id {token.Value} holds a line break, which Microsoft.ML.Tokenizers cannot read");
    }
}
