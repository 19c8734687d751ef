using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SearchEngine.Tests;

namespace SearchEngine.SemanticKernel.Tests;

/// <summary>
/// Compiles the C# snippets of the documentation. It is in this project because it references all libraries and the packages that the pages
/// use.
/// </summary>
public sealed partial class SnippetsTests
{
    /// <summary>The code around a snippet, with the usings and variables that pages assume. Locals hide fields of the same name.</summary>
    private const string Frame = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.VectorData;
        using Microsoft.SemanticKernel;
        using SearchEngine;
        using SearchEngine.Answers;
        using SearchEngine.Ingestion;
        using SearchEngine.Search;
        using SearchEngine.SemanticKernel;
        using SearchEngine.VectorStore;
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
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static TheoryData<string> Pages =>
    [
        .. new[] { "README.md" }.Concat(ListPages("docs")).Concat(ListPages("src")).Where(page => ReadSnippets(page).Any()),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void APage_EverySnippet_Compiles(string page)
    {
        foreach (string snippet in ReadSnippets(page)) Assert.Empty(FindErrors(snippet).Select(error => $"{error}\n{snippet}"));
    }

    [Theory]
    [InlineData("Console.WriteLine(knowledge.Notices.Count);", 0)]
    [InlineData("using System.Text;\nConsole.WriteLine(new StringBuilder());", 0)]
    [InlineData("Console.WriteLine(knowledge.NothingOfThatName);", 1)]
    public void FindErrors_OfASnippet_ReturnsTheCompilersErrors(string snippet, int count) =>
        Assert.Equal(count, FindErrors(snippet).Count());

    private static IEnumerable<string> ListPages(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path));

    private static IEnumerable<string> ReadSnippets(string page) =>
        Fence().Matches(File.ReadAllText(Path.Combine(Repository.Root, page))).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> FindErrors(string snippet)
    {
        ILookup<bool, string> lines = snippet.Split('\n').ToLookup(line => UsingDirective().IsMatch(line));
        SyntaxTree tree = CSharpSyntaxTree.ParseText(
            string.Format(null, Frame, string.Join('\n', lines[true]), string.Join('\n', lines[false])));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "snippet",
            [tree],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        // Experimental APIs of libraries are reported as errors of their own; a page may show them.
        return compilation.GetDiagnostics()
            .Where(error => error.Severity == DiagnosticSeverity.Error && !error.Id.StartsWith("SKEXP", StringComparison.Ordinal))
            .Select(error => error.ToString());
    }

    [GeneratedRegex(@"^```csharp\r?\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^using [\w.]+;\s*$")]
    private static partial Regex UsingDirective();
}
