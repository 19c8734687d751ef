using SearchEngine.Ingestion;

namespace SearchEngine.Engine.Tests;

/// <summary>Acts on progress within the reporting run, so that a test can intervene at a known point.</summary>
internal sealed class ProgressProbe(Action<IndexProgress> onProgress) : IProgress<IndexProgress>
{
    public void Report(IndexProgress value) => onProgress(value);
}
