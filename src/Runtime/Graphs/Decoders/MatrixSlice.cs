namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>Rows of a weight matrix: all of a tensor's, or one of several matrices of equal size that a checkpoint stacks in one tensor.</summary>
/// <param name="Name">The tensor.</param>
/// <param name="Rows">Rows of the matrix itself.</param>
/// <param name="Part">Which of the stacked matrices.</param>
/// <param name="Parts">How many are stacked.</param>
internal readonly record struct MatrixSlice(string Name, int Rows, int Part = 0, int Parts = 1);
