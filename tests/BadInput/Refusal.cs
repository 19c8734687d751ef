using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Asserts that the program refused what it was given, and said why.</summary>
internal static class ErrorAssert
{
    /// <summary>It ended with <paramref name="exitCode"/>, and stderr holds each of the texts: the thing, the place, the way out.</summary>
    public static void Reports(ProcessOutcome outcome, int exitCode, params IEnumerable<string> texts)
    {
        Assert.True(outcome.ExitCode == exitCode, $"ended with {outcome.ExitCode}: {outcome.Stderr}");
        Assert.StartsWith("search: ", outcome.Stderr, StringComparison.Ordinal);
        Assert.All(texts, text => Assert.Contains(text, outcome.Stderr, StringComparison.Ordinal));
    }
}
