using SearchEngine.Tests;

namespace SearchEngine.Architecture.Tests;

/// <summary>
/// Which folder of a project may use which. Each table lists a project's folders from top to bottom, and a folder may only use folders below
/// it. A line that names several folders lists a registry and its members, which may use each other.
/// </summary>
public sealed class FolderArrowsTests
{
    private static readonly Dictionary<string, string[]> Tables = new()
    {
        ["src/Documents"] = [],
        ["src/Encoder"] = [],
        ["src/Engine"] = [],
        ["src/Generator"] = [],
        ["src/Index"] = [],
        ["src/Reranker"] = [],
        ["src/Runtime"] = [],
        ["src/SemanticKernel"] = [],
        ["src/VectorStore"] = [],
    };

    public static TheoryData<string> Projects => [.. Tables.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void X(string project)
    {
        ProjectFile file = ProjectFile.All.Single(candidate => candidate.Name == project);
        foreach (var a in FolderArrows.Find(Path.Combine(Repository.Root, project), file.AssemblyName)) TestContext.Current.SendDiagnosticMessage("");
        File.WriteAllLines("/tmp/engine_arrows." + project.Replace('/', '.'), FolderArrows.Find(Path.Combine(Repository.Root, project), file.AssemblyName).Select(a => $"{a.From} -> {a.To}   {a.Example}"));
    }
}
