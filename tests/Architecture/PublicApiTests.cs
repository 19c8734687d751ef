using SearchEngine.Tests;

namespace SearchEngine.Architecture.Tests;

/// <summary>What the libraries show is written down, and the build compares it: nothing becomes public, or ceases to be, unseen.</summary>
public sealed class PublicApiTests
{
    private const string Analyzer = "Microsoft.CodeAnalysis.PublicApiAnalyzers";

    public static TheoryData<string> Libraries =>
        [.. ProjectFile.All.Select(project => project.Name).Where(name => name.StartsWith("src/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void ALibrary_ListsWhatItShows(string project)
    {
        string[] shipped = Read(project, "PublicAPI.Shipped.txt"), unshipped = Read(project, "PublicAPI.Unshipped.txt");
        Assert.All([shipped, unshipped], lines => Assert.Equal("#nullable enable", lines[0]));
        Assert.True(shipped.Length + unshipped.Length > 2, $"{project} shows nothing");
        // The analyzer's own order, so that two changes meet in one place only where they are about the same.
        Assert.Equal(
            unshipped.Skip(1).OrderBy(line => line, StringComparer.OrdinalIgnoreCase).ThenBy(line => line, StringComparer.Ordinal),
            unshipped.Skip(1));
    }

    [Theory]
    [InlineData("src/Runtime")]
    [InlineData("src/SemanticKernel")]
    public async Task ALibrary_IsComparedWithItsList(string project)
    {
        ProcessOutcome evaluation = await ChildProcess.RunAsync(
            "dotnet",
            ["msbuild", project, "-getItem:PackageReference,AdditionalFiles"],
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(evaluation.ExitCode == 0, evaluation.Stdout + evaluation.Stderr);
        Assert.Contains(Analyzer, evaluation.Stdout, StringComparison.Ordinal);
        Assert.Contains("PublicAPI.Unshipped.txt", evaluation.Stdout, StringComparison.Ordinal);
    }

    private static string[] Read(string project, string file) => File.ReadAllLines(Path.Combine(Repository.Root, project, file));
}
