namespace SearchEngine.Evaluation;

/// <summary>
/// The exception that is thrown when a collection, a run or a file of judgements cannot be used. The message names the
/// file, and the line and column if they are known.
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
