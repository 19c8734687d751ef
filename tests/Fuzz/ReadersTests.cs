using System.Globalization;
using SearchEngine.Tests;

namespace SearchEngine.Fuzz.Tests;

/// <summary>
/// Readers against damaged documents. Whatever a document holds, it becomes text or is refused with a reason, within its time and a bounded heap.
/// </summary>
/// <remarks>A failure names seed and number of each mutant, and leaves its file in artifacts/fuzz. SEARCHENGINE_FUZZ_SEED=seed makes other mutants.</remarks>
public sealed class ReadersTests
{
    private const int DefaultSeed = 1;

    [Fact]
    public Task Read_TwoThousandMutants_AllBecomeTextOrAreRefused() => ReadAsync(mutants: 2_000, each: 500);

    [Fact]
    public Task Read_HundredThousandMutants_AllBecomeTextOrAreRefused()
    {
        SlowSuite.RequireAll();
        return ReadAsync(mutants: 100_000, each: 1_000);
    }

    private static async Task ReadAsync(int mutants, int each)
    {
        int seed = Environment.GetEnvironmentVariable("SEARCHENGINE_FUZZ_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : DefaultSeed;
        MutantTally tally = new(seed);
        ParallelOptions options = new() { MaxDegreeOfParallelism = Math.Min(Environment.ProcessorCount, 4), CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForAsync(0, mutants / each, options, async (part, cancellation) => tally.Add(await MutantProcess.RunAsync(seed, part * each, each, cancellation)));

        TestContext.Current.TestOutputHelper?.WriteLine(tally.ToString());
        Assert.Equal(mutants, tally.Count);
        Assert.True(tally.Failures.Count == 0, tally.Describe());
    }
}
