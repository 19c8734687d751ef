namespace SearchEngine.Index.Checking;

/// <summary>A problem found in an index.</summary>
/// <param name="Part">The part of the index.</param>
/// <param name="Path">The file or folder.</param>
/// <param name="Problem">What is wrong with it.</param>
/// <param name="Repair">What a repair does about it, and what is lost by that.</param>
public sealed record CheckFinding(IndexPart Part, string Path, string Problem, string Repair);
