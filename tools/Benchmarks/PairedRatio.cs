using System.Diagnostics;

namespace SearchEngine.Benchmarks;

/// <summary>
/// The ratio of the times of two implementations that run in turn. Whatever slows the machine down slows both, so the
/// ratio of a pair is more reliable than a single time.
/// </summary>
/// <param name="Median">Median of the ratios: the baseline's time divided by the candidate's.</param>
/// <param name="Low">Lower end of the 95 % confidence interval of the median.</param>
/// <param name="High">Upper end of the interval.</param>
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
        return FromTimes(candidates, baselines);
    }

    /// <summary>
    /// Returns the median and its confidence interval by order statistics (normal approximation of a binomial of 1/2).
    /// </summary>
    internal static PairedRatio FromTimes(double[] candidates, double[] baselines)
    {
        double[] ratios = [.. baselines.Zip(candidates, (b, c) => b / c).Order()];
        double half = 1.96 * Math.Sqrt(ratios.Length) / 2, middle = ratios.Length / 2.0;
        int low = Math.Max((int)Math.Floor(middle - half), 0), high = Math.Min((int)Math.Ceiling(middle + half), ratios.Length - 1);
        return new PairedRatio(ComputeMedian(ratios), ratios[low], ratios[high], ComputeMedian(candidates), ComputeMedian(baselines));
    }

    public override string ToString() => FormattableString.Invariant($"{Median:F2}x (95 % interval {Low:F2} to {High:F2})");

    internal static double ComputeMedian(double[] values)
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
