using SearchEngine.Tests;

namespace SearchEngine.Crash.Tests.Kill;

/// <summary>
/// Repeatedly kills a program that changes an index, at random moments. The index must then have the rows of a reference index, on which
/// the same script ran undisturbed: all acknowledged steps, and possibly the one that was running.
/// </summary>
/// <remarks>
/// A failure names its seed. SEARCHENGINE_CRASH_SEED=seed repeats the scripts with kills after the same number of steps, though not at the
/// same instruction.
/// </remarks>
public sealed class KillTests
{
    [Fact]
    public Task Kill_TwentyTimes_LosesAndDuplicatesNothing() => KillAsync(indexes: 4, kills: 5);

    [Fact]
    public Task Kill_FiveHundredTimes_LosesAndDuplicatesNothing()
    {
        SlowSuite.RequireAll();
        return KillAsync(indexes: 20, kills: 25);
    }

    private static async Task KillAsync(int indexes, int kills)
    {
        int seed = Environment.GetEnvironmentVariable("SEARCHENGINE_CRASH_SEED") is { } value ? int.Parse(value) : Random.Shared.Next();
        for (int i = 0; i < indexes; i++, seed++)
        {
            try
            {
                using KilledIndex index = new(seed);
                for (int kill = 0; kill < kills; kill++) await index.KillAsync();
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"To repeat this, run with SEARCHENGINE_CRASH_SEED={seed}: {e.Message}", e);
            }
        }
    }
}
