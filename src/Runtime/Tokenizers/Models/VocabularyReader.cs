using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>
/// Reads a "vocab" that maps tokens to ids. It is nearly all of a tokenizer.json, and a command-line search waits for it: tokens are copied
/// from the file to the vocabulary without creating strings.
/// </summary>
internal static class VocabularyReader
{
    public const int MaxId = (1 << 24) - 1;

    /// <summary>
    /// Reads the vocabulary. <paramref name="asLines"/> tells whether the tokens will be read as lines, so that none may contain a line
    /// break.
    /// </summary>
    public static Vocabulary Read(TokenizerComponent component, bool asLines = false)
    {
        if (component.IsNull) throw component.CreateError("is missing; a model must have a vocabulary");
        ReadOnlySpan<byte> json = JsonMarshal.GetRawUtf8Value(component.Json);

        // Start and length of each token by id; unused ids have length 0.
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
                throw component.CreateError(
                    $"has the token '{Encoding.UTF8.GetString(bytes, written, length)}', whose id is not an integer from 0 to {MaxId}");
            }
            if (id >= lengths.Length)
            {
                Array.Resize(ref starts, Math.Max(id + 1, 2 * starts.Length));
                Array.Resize(ref lengths, starts.Length);
            }
            if (lengths[id] > 0) throw component.CreateError($"has two tokens with the id {id}");
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
            throw component.CreateError("has a token with a lone surrogate");
        }
        throw component.CreateError("has a token with a line break, which Microsoft.ML.Tokenizers does not support in WordPiece");
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
