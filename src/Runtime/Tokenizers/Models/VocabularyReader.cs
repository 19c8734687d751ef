using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>
/// Reads a "vocab" that is an object from token to id. It is nearly all of a tokenizer.json, and a search from the command line waits
/// for it: tokens go from the file's bytes to the vocabulary's without becoming strings.
/// </summary>
internal static class VocabularyReader
{
    public const int MaxId = (1 << 24) - 1;

    /// <param name="component">The field.</param>
    /// <param name="asLines">Whether the tokens will be read as lines, so that none may hold a line break.</param>
    public static Vocabulary Read(TokenizerComponent component, bool asLines = false)
    {
        if (component.IsNull) throw component.CreateError("is missing; a model needs a vocabulary");
        ReadOnlySpan<byte> json = JsonMarshal.GetRawUtf8Value(component.Json);

        // Where each token's bytes lie, by id; a length of 0 where there is none.
        int[] starts = new int[1024], lengths = new int[1024];
        byte[] bytes = new byte[json.Length];
        int size = 0, written = 0;
        Utf8JsonReader reader = new(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int length = CopyToken(ref reader, bytes.AsSpan(written), asLines, component);
            reader.Read();
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out int id) || id is < 0 or > MaxId)
            {
                throw component.CreateError($"the id of '{Encoding.UTF8.GetString(bytes, written, length)}' is not a whole number from 0 to {MaxId}");
            }
            if (id >= lengths.Length)
            {
                Array.Resize(ref starts, Math.Max(id + 1, 2 * starts.Length));
                Array.Resize(ref lengths, starts.Length);
            }
            if (lengths[id] > 0) throw component.CreateError($"two tokens have the id {id}");
            (starts[id], lengths[id]) = (written, length);
            written += length;
            size = Math.Max(size, id + 1);
        }
        return CreateVocabulary(bytes, starts.AsSpan(0, size), lengths, written);
    }

    private static int CopyToken(ref Utf8JsonReader reader, Span<byte> destination, bool asLines, TokenizerComponent component)
    {
        try
        {
            int length = reader.CopyString(destination);
            if (!asLines || destination[..length].IndexOfAny((byte)'\n', (byte)'\r') < 0) return length;
        }
        catch (InvalidOperationException)
        {
            throw component.CreateError("a token holds half of a surrogate pair");
        }
        throw component.CreateError("a token holds a line break, which Microsoft.ML.Tokenizers cannot read in WordPiece");
    }

    private static Vocabulary CreateVocabulary(byte[] bytes, ReadOnlySpan<int> starts, int[] lengths, int written)
    {
        byte[] lines = new byte[written + starts.Length];
        int[] lineStarts = new int[starts.Length + 1];
        int at = 0;
        for (int id = 0; id < starts.Length; id++)
        {
            lineStarts[id] = at;
            bytes.AsSpan(starts[id], lengths[id]).CopyTo(lines.AsSpan(at));
            at += lengths[id];
            lines[at++] = (byte)'\n';
        }
        lineStarts[^1] = at;
        return new Vocabulary(lines, lineStarts);
    }
}
