using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Asserts that the program refused what it was given, and said why.</summary>
internal static class Refusal
{
    /// <summary>It ended with <paramref name="exitCode"/>, and stderr holds each of the texts: the thing, the place, the way out.</summary>
    public static void Names(ProcessOutcome outcome, int exitCode, params IEnumerable<string> named)
    {
        Assert.True(outcome.ExitCode == exitCode, $"ended with {outcome.ExitCode}: {outcome.Stderr}");
        Assert.StartsWith("search: ", outcome.Stderr, StringComparison.Ordinal);
        Assert.All(named, text => Assert.Contains(text, outcome.Stderr, StringComparison.Ordinal));
    }
}
