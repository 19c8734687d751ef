namespace SearchEngine.Benchmarks.Answering;

/// <summary>Questions whose predicted probabilities of being answerable are close to each other.</summary>
/// <param name="Chance">Mean predicted probability.</param>
/// <param name="Answerable">Share of questions that are answerable, in [0, 1].</param>
/// <param name="Questions">Number of questions.</param>
internal readonly record struct ReliabilityBin(double Chance, double Answerable, int Questions)
{
    /// <summary>Creates ten bins of equal width and omits empty ones.</summary>
    public static ReliabilityBin[] Create(IEnumerable<(double Chance, bool IsAnswerable)> judged) =>
    [
        .. judged.GroupBy(one => Math.Min(9, (int)(10 * one.Chance))).OrderBy(bin => bin.Key)
            .Select(bin => new ReliabilityBin(bin.Average(one => one.Chance), bin.Average(one => one.IsAnswerable ? 1.0 : 0), bin.Count())),
    ];
}
