using SearchEngine.Tests;

namespace SearchEngine.Crash.Tests.Kill;

/// <summary>
/// Kills a program that changes an index, at random moments, again and again. The same script, run on an index that nobody disturbs, says what must be
/// there: row for row what was acknowledged, or that and the one step that was under way.
/// </summary>
/// <remarks>A failure names its seed; SEARCHENGINE_CRASH_SEED=seed runs the same scripts again, with kills after as many steps, if not at the same instruction.</remarks>
public sealed class KillTests
{
    [Fact]
    public Task Kill_TwentyTimes_LosesAndDoublesNothing() => KillAsync(indexes: 4, kills: 5);

    [Fact]
    public Task Kill_FiveHundredTimes_LosesAndDoublesNothing()
    {
        SlowSuite.RequireAll();
        return KillAsync(indexes: 20, kills: 25);
    }

    private static async Task KillAsync(int indexes, int kills)
    {
        int seed = Environment.GetEnvironmentVariable("SEARCHENGINE_CRASH_SEED") is { } given ? int.Parse(given) : Random.Shared.Next();
        for (int i = 0; i < indexes; i++, seed++)
        {
            try
            {
                using KilledIndex index = new(seed);
                for (int kill = 0; kill < kills; kill++) await index.KillAsync();
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Run again with SEARCHENGINE_CRASH_SEED={seed}: {e.Message}", e);
            }
        }
    }
}
