using System.Globalization;
using SearchEngine.Tests;

namespace SearchEngine.Fuzz.Tests;

/// <summary>
/// Readers on damaged documents: every document is read or rejected with a reason, within a time limit and a bounded heap.
/// </summary>
/// <remarks>
/// A failure names seed and number of each mutant, and writes its file to artifacts/fuzz. SEARCHENGINE_FUZZ_SEED=seed creates
/// other mutants.
/// </remarks>
public sealed class ReadersTests
{
    private const int DefaultSeed = 1;

    [Fact]
    public Task Read_TwoThousandMutants_AllAreReadOrRejected() => ReadAsync(mutants: 2_000, batchSize: 500);

    [Fact]
    public Task Read_HundredThousandMutants_AllAreReadOrRejected()
    {
        SlowSuite.RequireAll();
        return ReadAsync(mutants: 100_000, batchSize: 1_000);
    }

    private static async Task ReadAsync(int mutants, int batchSize)
    {
        string? seedText = Environment.GetEnvironmentVariable("SEARCHENGINE_FUZZ_SEED");
        int seed = seedText is null ? DefaultSeed : int.Parse(seedText, CultureInfo.InvariantCulture);
        MutantTally tally = new(seed);
        ParallelOptions options = new()
        {
            MaxDegreeOfParallelism = Math.Min(Environment.ProcessorCount, 4),
            CancellationToken = TestContext.Current.CancellationToken,
        };
        await Parallel.ForAsync(0, mutants / batchSize, options, async (batch, cancellation) =>
            tally.Add(await MutantProcess.RunAsync(seed, batch * batchSize, batchSize, cancellation)));

        TestContext.Current.TestOutputHelper?.WriteLine(tally.ToString());
        Assert.Equal(mutants, tally.Count);
        Assert.True(tally.Failures.Count == 0, tally.Describe());
    }
}
