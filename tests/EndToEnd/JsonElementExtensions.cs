using System.Text.Json;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>Reads lists of JSON objects.</summary>
internal static class JsonElementExtensions
{
    /// <summary>Returns the value of a string property of each object.</summary>
    public static IEnumerable<string> GetStrings(this IEnumerable<JsonElement> objects, string property) =>
        objects.Select(element => element.GetProperty(property).GetString()!);

    /// <summary>Returns the value of a string property of each object in an array.</summary>
    public static IEnumerable<string> GetStrings(this JsonElement array, string property) => array.EnumerateArray().GetStrings(property);
}
