namespace SearchEngine.Tests;

/// <summary>Marks a test that takes long: it runs with <c>./test --all</c> and is skipped otherwise.</summary>
internal static class SlowSuite
{
    public static void RequireAll()
    {
        if (Environment.GetEnvironmentVariable("SEARCHENGINE_ALL") != "1") Assert.Skip("slow; runs with ./test --all");
    }
}
