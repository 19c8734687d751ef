using SearchEngine.Ingestion;

namespace SearchEngine.Engine.Tests;

/// <summary>Acts on progress within the run that reports it, so that a test meets the run at a known place.</summary>
internal sealed class ProgressProbe(Action<IndexProgress> heard) : IProgress<IndexProgress>
{
    public void Report(IndexProgress value) => heard(value);
}
