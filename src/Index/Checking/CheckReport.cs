using System.Text.Json.Serialization;

namespace SearchEngine.Index.Checking;

/// <summary>The result of checking or repairing an index folder.</summary>
/// <param name="IndexPath">The index folder.</param>
/// <param name="Findings">The problems that were found.</param>
/// <param name="Repairs">What a repair did; empty if none was requested or needed.</param>
/// <param name="Remaining">The problems that remain.</param>
public sealed record CheckReport(
    string IndexPath,
    [property: JsonPropertyName("found")] IReadOnlyList<CheckFinding> Findings,
    [property: JsonPropertyName("done")] IReadOnlyList<string> Repairs,
    [property: JsonPropertyName("left")] IReadOnlyList<CheckFinding> Remaining)
{
    /// <summary>Whether no problems remain.</summary>
    [JsonPropertyName("healthy")]
    public bool IsHealthy => Remaining.Count == 0;
}
