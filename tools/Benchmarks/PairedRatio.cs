using System.Diagnostics;

namespace SearchEngine.Benchmarks;

/// <summary>
/// Two ways to do the same, run in turn: whatever slows the machine down slows both, so the ratio of each pair can be trusted where a
/// single time cannot.
/// </summary>
/// <param name="Median">Median of the ratios, baseline's time over candidate's.</param>
/// <param name="Low">Lower end of the 95 % confidence interval of the median.</param>
/// <param name="High">Its upper end.</param>
/// <param name="Candidate">Median seconds of the candidate.</param>
/// <param name="Baseline">Median seconds of the baseline.</param>
internal sealed record PairedRatio(double Median, double Low, double High, double Candidate, double Baseline)
{
    public static PairedRatio Measure(int pairs, Action candidate, Action baseline)
    {
        candidate();
        baseline();
        (double[] candidates, double[] baselines) = (new double[pairs], new double[pairs]);
        for (int i = 0; i < pairs; i++)
        {
            candidates[i] = Seconds(candidate);
            baselines[i] = Seconds(baseline);
        }
        return Of(candidates, baselines);
    }

    /// <summary>The median and, by order statistics (a binomial of 1/2, normally approximated), its interval.</summary>
    internal static PairedRatio Of(double[] candidates, double[] baselines)
    {
        double[] ratios = [.. baselines.Zip(candidates, (b, c) => b / c).Order()];
        double half = 1.96 * Math.Sqrt(ratios.Length) / 2, middle = ratios.Length / 2.0;
        int low = Math.Max((int)Math.Floor(middle - half), 0), high = Math.Min((int)Math.Ceiling(middle + half), ratios.Length - 1);
        return new PairedRatio(MedianOf(ratios), ratios[low], ratios[high], MedianOf(candidates), MedianOf(baselines));
    }

    public override string ToString() => FormattableString.Invariant($"{Median:F2}x (95 % interval {Low:F2} to {High:F2})");

    internal static double MedianOf(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private static double Seconds(Action action)
    {
        long started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
