using System.Diagnostics;

namespace SearchEngine.Search;

/// <summary>A stage of a query that is timed by itself.</summary>
internal enum Stage
{
    Encode,
    Lexical,
    Dense,
    Fuse,
    Rerank,
}

/// <summary>
/// Measures the stages of one query: <c>using (timer.Measure(Stage.Dense)) …</c>. A stage that runs several times adds up. Different
/// stages may run concurrently.
/// </summary>
internal sealed class StageTimer
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly double[] _milliseconds = new double[Enum.GetValues<Stage>().Length];

    /// <summary>Measures a stage until the result is disposed.</summary>
    public Lap Measure(Stage stage) => new(this, stage, Stopwatch.GetTimestamp());

    /// <summary>Returns the time of every stage, and the time since the timer was created as the total.</summary>
    public SearchTimings GetTimings() => new(
        this[Stage.Encode],
        this[Stage.Lexical],
        this[Stage.Dense],
        this[Stage.Fuse],
        Stopwatch.GetElapsedTime(_started).TotalMilliseconds)
    {
        Rerank = this[Stage.Rerank],
    };

    private double this[Stage stage] => _milliseconds[(int)stage];

    internal readonly struct Lap(StageTimer timer, Stage stage, long startTimestamp) : IDisposable
    {
        public void Dispose() => timer._milliseconds[(int)stage] += Stopwatch.GetElapsedTime(startTimestamp).TotalMilliseconds;
    }
}
