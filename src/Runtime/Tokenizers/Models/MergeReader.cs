using System.Runtime.InteropServices;
using System.Text.Json;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>
/// Reads "merges": pairs of tokens, best first, each as an array or, in older files, as a string with a space in between.
/// </summary>
internal static class MergeReader
{
    public static Merge[] Read(TokenizerComponent model)
    {
        JsonElement json = model.GetArray("merges");
        List<Merge> merges = new(json.GetArrayLength());
        // A vocabulary has nearly as many merges as tokens, so they are read without an object for each.
        Utf8JsonReader reader = new(JsonMarshal.GetRawUtf8Value(json));
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            try
            {
                bool isPair = reader.TokenType == JsonTokenType.StartArray;
                merges.Add(isPair ? ReadPair(ref reader) : Merge.Parse(reader.GetString() ?? throw new FormatException()));
            }
            catch (Exception e) when (e is InvalidOperationException or FormatException)
            {
                throw model.CreateError(
                    $"has merges[{merges.Count}], which is neither two strings nor one string of two tokens separated by a space");
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
