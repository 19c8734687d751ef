using SearchEngine.Tests;

namespace SearchEngine.Architecture.Tests;

/// <summary>
/// The allowed references between projects: from tools and front ends to Engine, to the parts, to Runtime. A new
/// reference is a design decision, and needs an entry here.
/// </summary>
public sealed class ProjectArrowsTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["src/Runtime"] = [],
        ["src/Documents"] = [],
        ["src/Index"] = [],
        ["src/Encoder"] = ["src/Runtime"],
        ["src/Reranker"] = ["src/Runtime"],
        ["src/Generator"] = ["src/Runtime"],
        ["src/Engine"] = ["src/Documents", "src/Encoder", "src/Reranker", "src/Generator", "src/Index", "src/Runtime"],
        ["src/SemanticKernel"] = ["src/Engine"],
        ["src/VectorStore"] = ["src/Index"],
        ["tools/Evaluation"] = ["src/Engine"],
        ["tools/Corpus"] = [],
        ["tools/Benchmarks"] = ["src/Engine", "tools/Evaluation"],
        ["tools/Search"] = ["src/Engine", "src/Generator", "tools/Evaluation"],
        ["examples/SearchFolder"] = ["src/Engine"],
        ["examples/CustomReader"] = ["src/Engine"],
        ["examples/AnotherModel"] = ["src/Engine"],
        ["examples/AnswerService"] = ["src/Engine"],
        ["examples/KernelAgent"] = ["src/SemanticKernel"],
        ["examples/OwnQuestions"] = ["src/Engine"],
        ["tests/Architecture"] = ["src/*", "tools/*", "examples/*"],
        ["tests/BadInput"] = ["src/SemanticKernel", "src/VectorStore", "tools/Search"],
        ["tests/Crash"] = ["src/Index"],
        ["tests/EndToEnd"] = ["tools/Search", "examples/*"],
        ["tests/SemanticKernel"] = ["src/SemanticKernel", "src/VectorStore"],
        ["tests/Fuzz"] = ["src/Documents"],
    };

    [Fact]
    public void EveryProject_ReferencesOnlyWhatTheTableAllows()
    {
        string[] forbidden =
        [
            .. from project in ProjectFile.All
               from reference in project.References
               where !AllowedFor(project.Name).Contains(reference)
               select $"{project.Name} -> {reference}",
        ];

        Assert.Empty(forbidden);
    }

    [Fact]
    public void EveryProjectOfTheProduct_IsInTheTable() =>
        Assert.Empty(ProjectFile.All.Where(project => !project.IsTest).Select(project => project.Name).Except(Allowed.Keys));

    [Fact]
    public void TheTable_HasNoCycle()
    {
        HashSet<string> settled = [];
        while (
            Allowed.Keys.FirstOrDefault(
                name => !settled.Contains(name) && AllowedFor(name).All(
                    below => below.Contains('*') || settled.Contains(below))) is { } next)
        {
            settled.Add(next);
        }

        Assert.Empty(Allowed.Keys.Except(settled));
    }

    [Fact]
    public void EveryProject_IsPartOfTheSolution()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "SearchEngine.sln")).Replace('\\', '/');

        Assert.Empty(
            ProjectFile.All.Where(
                project => !solution.Contains($"\"{project.Name}/{Path.GetFileName(project.Path)}\"")).Select(project => project.Name));
    }

    /// <summary>Tests that are not in the table may reference the project of the same name.</summary>
    private static string[] AllowedFor(string project) =>
        Allowed.TryGetValue(project, out string[]? allowed) ? allowed
        : project.StartsWith("tests/", StringComparison.Ordinal) ? ["src" + project["tests".Length..], "tools" + project["tests".Length..]]
        : [];
}
