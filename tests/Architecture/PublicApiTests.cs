using System.Text.RegularExpressions;
using SearchEngine.Tests;

namespace SearchEngine.Architecture.Tests;

/// <summary>The public API of each library is recorded, and the build compares it with the code.</summary>
public sealed partial class PublicApiTests
{
    private const int MaxPublicTypes = 110;
    private const string Analyzer = "Microsoft.CodeAnalysis.PublicApiAnalyzers";

    public static TheoryData<string> Libraries =>
        [.. ProjectFile.All.Select(project => project.Name).Where(name => name.StartsWith("src/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void ALibrary_ListsItsPublicApi(string project)
    {
        string[] shipped = Read(project, "PublicAPI.Shipped.txt"), unshipped = Read(project, "PublicAPI.Unshipped.txt");
        Assert.All([shipped, unshipped], lines => Assert.Equal("#nullable enable", lines[0]));
        Assert.True(shipped.Length + unshipped.Length > 2, $"{project} has no public members");
        // The analyzer's order, which avoids merge conflicts between unrelated changes.
        Assert.Equal(
            unshipped.Skip(1).OrderBy(line => line, StringComparer.OrdinalIgnoreCase).ThenBy(line => line, StringComparer.Ordinal),
            unshipped.Skip(1));
    }

    [Fact]
    public void AllLibraries_HaveAtMost110PublicTypes()
    {
        string[] types =
        [
            .. from project in ProjectFile.All
               where project.Name.StartsWith("src/", StringComparison.Ordinal)
               from line in Read(project.Name, "PublicAPI.Shipped.txt").Concat(Read(project.Name, "PublicAPI.Unshipped.txt"))
               where TypeDeclaration().IsMatch(line)
               select line,
        ];

        Assert.Contains("SearchEngine.KnowledgeBase", types);
        Assert.InRange(types.Length, 50, MaxPublicTypes);
    }

    [Theory]
    [InlineData("SearchEngine.Index.Catalog.ChunkRow", true)]
    [InlineData("SearchEngine.Encoder.Box<T>", true)]
    [InlineData("SearchEngine.Index.Catalog.ChunkRow.ChunkId.get -> long", false)]
    [InlineData("static SearchEngine.KnowledgeBase.OpenAsync() -> System.Threading.Tasks.Task!", false)]
    [InlineData("const SearchEngine.Search.Take = 10 -> int", false)]
    public void TypeDeclaration_LineOfAList_MatchesTypesOnly(string line, bool isType) =>
        Assert.Equal(isType, TypeDeclaration().IsMatch(line));

    [Theory]
    [InlineData("src/Runtime")]
    [InlineData("src/SemanticKernel")]
    public async Task ALibrary_IsComparedWithItsRecordedApi(string project)
    {
        ProcessOutcome evaluation = await ChildProcess.RunAsync(
            "dotnet",
            ["msbuild", project, "-getItem:PackageReference,AdditionalFiles"],
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(evaluation.ExitCode == 0, evaluation.Stdout + evaluation.Stderr);
        Assert.Contains(Analyzer, evaluation.Stdout, StringComparison.Ordinal);
        Assert.Contains("PublicAPI.Unshipped.txt", evaluation.Stdout, StringComparison.Ordinal);
    }

    /// <summary>A line without a return type or a value declares a type.</summary>
    [GeneratedRegex(@"^[\w.]+(<[^>]*>)?$")]
    private static partial Regex TypeDeclaration();

    private static string[] Read(string project, string file) => File.ReadAllLines(Path.Combine(Repository.Root, project, file));
}
