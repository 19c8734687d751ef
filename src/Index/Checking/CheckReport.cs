namespace SearchEngine.Index.Checking;

/// <summary>How an index folder was found, and how it was left.</summary>
/// <param name="IndexPath">The index folder.</param>
/// <param name="Found">What was wrong with it.</param>
/// <param name="Done">What a repair did; empty where none was asked for or needed.</param>
/// <param name="Left">What is still wrong with it.</param>
public sealed record CheckReport(string IndexPath, IReadOnlyList<CheckFinding> Found, IReadOnlyList<string> Done, IReadOnlyList<CheckFinding> Left)
{
    /// <summary>Whether nothing is wrong with it now.</summary>
    public bool Healthy => Left.Count == 0;
}
