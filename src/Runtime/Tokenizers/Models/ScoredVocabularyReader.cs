using System.Runtime.InteropServices;
using System.Text.Json;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>Reads a "vocab" that is an array of tokens with scores; a token's id is its index.</summary>
internal static class ScoredVocabularyReader
{
    public static (Vocabulary Tokens, double[] Scores) Read(TokenizerComponent model)
    {
        ReadOnlySpan<byte> json = JsonMarshal.GetRawUtf8Value(model.GetArray("vocab"));
        byte[] lines = new byte[json.Length];
        List<int> starts = [0];
        List<double> scores = [];
        int written = 0;
        Utf8JsonReader reader = new(json);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (scores.Count > VocabularyReader.MaxId)
                throw model.CreateError($"has a vocab of more than {VocabularyReader.MaxId + 1} tokens");
            bool isEntry = reader.TokenType == JsonTokenType.StartArray
                && reader.Read() && reader.TokenType == JsonTokenType.String && TryCopy(ref reader, lines, ref written)
                && reader.Read() && reader.TokenType == JsonTokenType.Number && TryAddScore(ref reader, scores)
                && reader.Read() && reader.TokenType == JsonTokenType.EndArray;
            if (!isEntry) throw model.CreateError($"has a vocab whose entry {starts.Count - 1} is not an array of a token and its score");
            starts.Add(written);
        }
        return (new Vocabulary(lines[..written], [.. starts]), [.. scores]);
    }

    private static bool TryCopy(ref Utf8JsonReader reader, byte[] lines, ref int written)
    {
        try
        {
            written += reader.CopyString(lines.AsSpan(written));
        }
        catch (InvalidOperationException)
        {
            return false; // half of a surrogate pair
        }
        lines[written++] = (byte)'\n';
        return true;
    }

    private static bool TryAddScore(ref Utf8JsonReader reader, List<double> scores)
    {
        if (!reader.TryGetDouble(out double score) || !double.IsFinite(score)) return false;
        scores.Add(score);
        return true;
    }
}
