namespace SearchEngine.Evaluation.Runs;

/// <summary>Progress of an evaluation.</summary>
/// <param name="Stage">The stage that is measured.</param>
/// <param name="Done">The number of completed queries.</param>
/// <param name="Total">The number of queries.</param>
public readonly record struct StageProgress(string Stage, int Done, int Total);
