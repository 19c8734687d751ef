namespace SearchEngine.Evaluation.Measures;

/// <summary>
/// Holm's step-down correction (1979) of several p-values. It bounds the probability of any false positive by the
/// significance level, without assuming independence.
/// </summary>
public static class HolmCorrection
{
    /// <summary>
    /// Adjusts the p-values of one family of tests. A test is significant at a level if its adjusted p-value is below
    /// it.
    /// </summary>
    /// <returns>The adjusted p-values in the same order, at most 1.</returns>
    public static double[] Adjust(IReadOnlyList<double> values)
    {
        double[] adjusted = new double[values.Count];
        double running = 0;
        foreach ((int rank, int index) in Enumerable.Range(0, values.Count).OrderBy(index => values[index]).Index())
            adjusted[index] = running = Math.Max(running, Math.Min(1, (values.Count - rank) * values[index]));
        return adjusted;
    }
}
