using System.Text.RegularExpressions;

namespace SearchEngine.Answers;

/// <summary>Checks that the source of a claim contains its numbers and names, which models get wrong most often.</summary>
internal static partial class EntityCheck
{
    /// <summary>Returns the numbers and names of a claim that a text does not contain.</summary>
    public static IReadOnlyList<string> FindMissing(string claim, string text) =>
    [
        .. Entity().Matches(claim)
            .Select(match => match.Value.Trim('.', ','))
            .Where(entity => entity.Length > 0 && !text.Contains(entity, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    // Numbers, and capitalized words except the first of a sentence, which may be any word.
    [GeneratedRegex(@"\d[\d.,:/]*|(?<=[\p{L}\d,;] )\p{Lu}[\p{L}\p{N}'’-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Entity();
}
