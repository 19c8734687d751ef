using SearchEngine.Tests;

namespace SearchEngine.Architecture.Tests;

/// <summary>
/// Which folder of a project may use which. Each table lists a project's folders from top to bottom, and a folder may only use folders
/// below it. A line of several folders is a circle: a registry and the members that it lists.
/// </summary>
public sealed class FolderArrowsTests
{
    private const char Separator = '|';

    private static readonly Dictionary<string, string[]> Tables = new()
    {
        ["src/Documents"] =
        [
            "Formats",
            "Formats/Books",
            "Formats/Code",
            "Formats/Data",
            "Formats/Mail",
            "Formats/Office",
            "Formats/Pdf",
            "Formats/Web",
            "Formats/Text",
            "Containers",
            "Encodings",
            "Chunking",
            "Limits",
            FolderArrows.Root,
        ],
        ["src/Encoder"] = ["Inspection", FolderArrows.Root],
        ["src/Engine"] = ["Hosting", FolderArrows.Root, "Telemetry", "Answers", "Search", "Ingestion", "Models"],
        ["src/Generator"] =
        [
            "Routing",
            FolderArrows.Root,
            "Prompting",
            "Prompting/Jinja",
            "Quoting",
            "Sampling",
            "Loading",
            "Caching",
        ],
        ["src/Index"] =
        [
            FolderArrows.Root,
            "Checking",
            "Filters",
            "Fusion",
            "Catalog",
            "Lexical",
            "Vectors",
            "Vectors/Kernels",
            "Files",
            "Contracts",
        ],
        ["src/Reranker"] = [FolderArrows.Root],
        ["src/Runtime"] =
        [
            "Sessions",
            "Graphs/Encoders",
            "Graphs/Decoders",
            "Graphs",
            // A tokenizer.json lists the kinds of all its parts, and their readers share its vocabulary of errors and words.
            "Tokenizers | Tokenizers/Gguf | Tokenizers/AddedTokens | Tokenizers/Normalizers | Tokenizers/PreTokenizers | " +
            "Tokenizers/Models | Tokenizers/PostProcessors | Tokenizers/Decoders | Tokenizers/Patterns",
            "Checkpoints/Gguf",
            "Checkpoints/Gguf/Formats",
            "Checkpoints",
            FolderArrows.Root,
        ],
        ["src/SemanticKernel"] = [FolderArrows.Root, "Plugins", "TextSearch"],
        ["src/VectorStore"] = [FolderArrows.Root],
    };

    public static TheoryData<string> Projects => [.. Tables.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void AFolder_UsesOnlyFoldersBelowIt(string project)
    {
        Dictionary<string, int> rows = GetRows(project);

        Assert.Empty(
            from arrow in FolderArrows.Find(GetFolder(project), GetAssemblyName(project))
            where rows[arrow.From] > rows[arrow.To]
            select $"{arrow.From} -> {arrow.To}: {arrow.Example}");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void ATable_ListsEveryFolderOnce(string project)
    {
        IEnumerable<string> listed = Tables[project].SelectMany(SplitRow);

        Assert.Equal(FolderArrows.FindFolders(GetFolder(project)).Order(), listed.Order());
    }

    [Fact]
    public void EveryLibrary_HasATable()
    {
        IEnumerable<string> names = ProjectFile.All.Select(project => project.Name);
        IEnumerable<string> libraries = names.Where(name => name.StartsWith("src/", StringComparison.Ordinal));

        Assert.Equal(libraries.Order(), Tables.Keys.Order());
    }

    [Fact]
    public void AllTables_HaveAtMostOneCircle() => Assert.Single(Tables.Values.SelectMany(rows => rows), row => row.Contains(Separator));

    [Fact]
    public void Find_AProject_NamesThePlaceWhereAFolderUsesAnother()
    {
        using TemporaryFolder project = new();
        project.Write("Lower/Part.cs", "namespace Sample.Lower; public class Part { public static int Count => 1; }");
        project.Write("Upper/Whole.cs", """
            using Sample.Lower;
            namespace Sample.Upper;
            /// <summary>See <see cref="Part"/>: a comment is no use.</summary>
            public class Whole { public int Count => Part.Count; }
            """);
        project.Write("Upper/Other.cs", "namespace Sample.Upper; public class Other { public Whole? Whole { get; set; } }");

        FolderArrow arrow = Assert.Single(FolderArrows.Find(project.Path, "Sample"));

        Assert.Equal(new FolderArrow("Upper", "Lower", "Whole.cs:4 uses Part"), arrow);
    }

    private static Dictionary<string, int> GetRows(string project) => Tables[project]
        .Index()
        .SelectMany(row => SplitRow(row.Item).Select(folder => (Folder: folder, row.Index)))
        .ToDictionary(row => row.Folder, row => row.Index);

    private static string[] SplitRow(string row) => row.Split(Separator, StringSplitOptions.TrimEntries);

    private static string GetFolder(string project) => Path.Combine(Repository.Root, project);

    private static string GetAssemblyName(string project) => ProjectFile.All.Single(file => file.Name == project).AssemblyName;
}
