namespace SearchEngine.Index.Checking;

/// <summary>How an index folder was found, and how it was left.</summary>
/// <param name="IndexPath">The index folder.</param>
/// <param name="Findings">What was wrong with it.</param>
/// <param name="Repairs">What a repair did; empty where none was asked for or needed.</param>
/// <param name="Remaining">What is still wrong with it.</param>
public sealed record CheckReport(string IndexPath, IReadOnlyList<CheckFinding> Findings, IReadOnlyList<string> Repairs, IReadOnlyList<CheckFinding> Remaining)
{
    /// <summary>Whether nothing is wrong with it now.</summary>
    public bool IsHealthy => Remaining.Count == 0;
}
