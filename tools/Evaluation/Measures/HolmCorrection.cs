namespace SearchEngine.Evaluation.Measures;

/// <summary>
/// Holm's step-down correction (1979) of several p-values, which keeps the chance of even one false alarm among them at the level that each is compared with, and asks no independence of them.
/// </summary>
public static class HolmCorrection
{
    /// <summary>Adjusts p-values of one family of tests: a test is significant at a level where its adjusted p-value is below it.</summary>
    /// <param name="values">The p-values, in any order.</param>
    /// <returns>The adjusted p-values in the same order, at most 1.</returns>
    public static double[] Adjust(IReadOnlyList<double> values)
    {
        double[] adjusted = new double[values.Count];
        double least = 0;
        foreach ((int rank, int index) in Enumerable.Range(0, values.Count).OrderBy(index => values[index]).Index())
            adjusted[index] = least = Math.Max(least, Math.Min(1, (values.Count - rank) * values[index]));
        return adjusted;
    }
}
