using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SearchEngine.Tests;

namespace SearchEngine.SemanticKernel.Tests;

/// <summary>The C# on the pages of the documentation, compiled against the libraries as they are. It stands here because this project sees them all, and what the pages use beside them.</summary>
public sealed partial class SnippetsTests
{
    /// <summary>What a page takes for granted around its snippets. Locals of a snippet hide fields of the same name.</summary>
    private const string Around = """
        using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Threading; using System.Threading.Tasks;
        using Microsoft.AspNetCore.Builder; using Microsoft.Extensions.AI; using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.VectorData; using Microsoft.SemanticKernel;
        using SearchEngine; using SearchEngine.Answers; using SearchEngine.Ingestion; using SearchEngine.Search; using SearchEngine.SemanticKernel; using SearchEngine.VectorStore;
        {0}
        public sealed class Note {{ [VectorStoreKey] public string Id {{ get; set; }} = ""; }}
        internal static class Page
        {{
            private static readonly WebApplicationBuilder builder = null!;
            private static readonly KnowledgeBase knowledge = null!;
            private static readonly Kernel kernel = null!;
            private static readonly string model = "", key = "";
            private static readonly Uri endpoint = null!;
            private static async Task RunAsync()
            {{
                await Task.Yield();
        #line 1
        {1}
            }}
        }}
        """;

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    public static TheoryData<string> Pages =>
    [
        .. new[] { "README.md" }
            .Concat(new[] { "docs", "src" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Repository.Root, path))))
            .Where(page => Snippets(File.ReadAllText(Path.Combine(Repository.Root, page))).Any()),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void APage_EverySnippet_Compiles(string page) =>
        Assert.Empty(Snippets(File.ReadAllText(Path.Combine(Repository.Root, page))).SelectMany(snippet => Faults(snippet).Select(fault => $"{fault}\n{snippet}")));

    [Theory]
    [InlineData("Console.WriteLine(knowledge.Notices.Count);", 0)]
    [InlineData("using System.Text;\nConsole.WriteLine(new StringBuilder());", 0)]
    [InlineData("Console.WriteLine(knowledge.NothingOfThatName);", 1)]
    public void Faults_OfASnippet_AreWhatTheCompilerSays(string snippet, int count) => Assert.Equal(count, Faults(snippet).Count());

    private static IEnumerable<string> Snippets(string page) => Fence().Matches(page).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Faults(string snippet)
    {
        ILookup<bool, string> lines = snippet.Split('\n').ToLookup(line => UsingDirective().IsMatch(line));
        SyntaxTree tree = CSharpSyntaxTree.ParseText(string.Format(null, Around, string.Join('\n', lines[true]), string.Join('\n', lines[false])));
        CSharpCompilation compilation = CSharpCompilation.Create("snippet", [tree], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        // What a library marks as experimental is told by its own warning, made an error; a page may show it.
        return compilation.GetDiagnostics().Where(fault => fault.Severity == DiagnosticSeverity.Error && !fault.Id.StartsWith("SKEXP", StringComparison.Ordinal)).Select(fault => fault.ToString());
    }

    [GeneratedRegex(@"^```csharp\r?\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^using [\w.]+;\s*$")]
    private static partial Regex UsingDirective();
}
