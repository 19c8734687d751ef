namespace SearchEngine.Evaluation.Tests.Runs;

/// <summary>Records reported progress in order.</summary>
internal sealed class ProgressList<T>(List<T> heard) : IProgress<T>
{
    public void Report(T value) => heard.Add(value);
}
