using System.Runtime.InteropServices;
using System.Text.Json;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>Reads "merges": pairs of tokens, best first, each as an array of the two or, in older files, a string with a space between them.</summary>
internal static class MergeReader
{
    public static Merge[] Read(TokenizerComponent model)
    {
        JsonElement json = model.GetArray("merges");
        List<Merge> merges = new(json.GetArrayLength());
        // A vocabulary has a merge for nearly every token: they are read without an object for each.
        Utf8JsonReader reader = new(JsonMarshal.GetRawUtf8Value(json));
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            try
            {
                merges.Add(reader.TokenType == JsonTokenType.StartArray ? ReadPair(ref reader) : Merge.Parse(reader.GetString() ?? throw new FormatException()));
            }
            catch (Exception e) when (e is InvalidOperationException or FormatException)
            {
                throw model.CreateError($"merges[{merges.Count}] is neither two strings nor a string of two tokens with one space between them");
            }
        }
        return [.. merges];
    }

    private static Merge ReadPair(ref Utf8JsonReader reader)
    {
        reader.Read();
        string left = reader.GetString() ?? throw new FormatException();
        reader.Read();
        string right = reader.GetString() ?? throw new FormatException();
        reader.Read();
        return reader.TokenType == JsonTokenType.EndArray ? new Merge($"{left} {right}", left.Length) : throw new FormatException();
    }
}
