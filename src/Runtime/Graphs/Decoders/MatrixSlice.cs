namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>A weight matrix: a whole tensor, or one of several matrices of equal size that a checkpoint stacks in one tensor.</summary>
/// <param name="Name">Name of the tensor.</param>
/// <param name="Rows">Number of rows of the matrix.</param>
/// <param name="Part">Index of the matrix in the stack.</param>
/// <param name="Parts">Number of stacked matrices.</param>
internal readonly record struct MatrixSlice(string Name, int Rows, int Part = 0, int Parts = 1);
