namespace SearchEngine.Tests;

/// <summary>Finds the repository's folders from the location of the test binary.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Fixtures => Path.Combine(Root, "tests", "Fixtures");

    public static string Models => Path.Combine(Root, "models");

    /// <summary>The folder of collections with relevance judgements, which is not part of the repository; null if there is none.</summary>
    public static string? Data =>
        Environment.GetEnvironmentVariable("SEARCHENGINE_DATA") is { Length: > 0 } named ? named
        : Directory.Exists(Path.Combine(Root, "..", "shared", "data")) ? Path.GetFullPath(Path.Combine(Root, "..", "shared", "data"))
        : null;

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SearchEngine.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException($"No SearchEngine.sln above {AppContext.BaseDirectory}");
    }
}
