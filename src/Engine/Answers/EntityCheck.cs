using System.Text.RegularExpressions;

namespace SearchEngine.Answers;

/// <summary>The numbers and names of a claim, which its source must have: what a model gets wrong most is one of them.</summary>
internal static partial class EntityCheck
{
    /// <summary>Those of a claim that a text does not have.</summary>
    public static IReadOnlyList<string> FindMissing(string claim, string text) =>
        [.. Entity().Matches(claim).Select(match => match.Value.Trim('.', ',')).Where(fact => fact.Length > 0 && !text.Contains(fact, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase)];

    // Numbers; and capitalized words, but for the first of a sentence, which any word may be.
    [GeneratedRegex(@"\d[\d.,:/]*|(?<=[\p{L}\d,;] )\p{Lu}[\p{L}\p{N}'’-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Entity();
}
