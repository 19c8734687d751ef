namespace SearchEngine.Evaluation.Tests.Runs;

/// <summary>Keeps what it hears, in order.</summary>
internal sealed class ProgressList<T>(List<T> heard) : IProgress<T>
{
    public void Report(T value) => heard.Add(value);
}
