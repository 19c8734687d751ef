namespace SearchEngine.Benchmarks.Answering;

/// <summary>What came of chances of about the same height.</summary>
/// <param name="Chance">Their mean.</param>
/// <param name="Answerable">The share that was answerable, 0 to 1.</param>
/// <param name="Questions">How many.</param>
internal readonly record struct ReliabilityBin(double Chance, double Answerable, int Questions)
{
    /// <summary>Ten bins of equal width, without those that hold nothing.</summary>
    public static ReliabilityBin[] Of(IEnumerable<(double Chance, bool IsAnswerable)> judged) =>
    [
        .. judged.GroupBy(one => Math.Min(9, (int)(10 * one.Chance))).OrderBy(bin => bin.Key)
            .Select(bin => new ReliabilityBin(bin.Average(one => one.Chance), bin.Average(one => one.IsAnswerable ? 1.0 : 0), bin.Count())),
    ];
}
