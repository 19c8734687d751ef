namespace SearchEngine.Evaluation.Runs;

/// <summary>How far an evaluation is.</summary>
/// <param name="Stage">The stage that is asked.</param>
/// <param name="Done">Queries that it has answered.</param>
/// <param name="Total">Of how many.</param>
public readonly record struct StageProgress(string Stage, int Done, int Total);
