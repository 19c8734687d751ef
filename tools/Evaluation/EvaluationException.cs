namespace SearchEngine.Evaluation;

/// <summary>
/// A collection, a run or a set of judgements that cannot be used. The message names the file, the line and the column where
/// they are known, and the way out.
/// </summary>
public sealed class EvaluationException : Exception
{
    public EvaluationException(string message) : base(message)
    {
    }

    public EvaluationException(string file, int line, string reason)
        : base($"{file}, line {line}: {reason}")
    {
    }

    public EvaluationException(string file, int line, int column, string reason)
        : base($"{file}, line {line}, column {column}: {reason}")
    {
    }
}
