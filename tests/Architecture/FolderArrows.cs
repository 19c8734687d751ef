using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SearchEngine.Architecture.Tests;

/// <summary>A folder of a project that uses a type of another folder, with the first place found.</summary>
internal sealed record FolderArrow(string From, string To, string Example);

/// <summary>Finds which folders of a project use types of which others, from the compiler's view of the sources.</summary>
internal static class FolderArrows
{
    /// <summary>The name of a project's own folder in arrows.</summary>
    public const string Root = "(root)";

    // As the SDK's ImplicitUsings does.
    private const string GlobalUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; " +
        "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly Lazy<MetadataReference[]> References = new(LoadReferences);

    /// <summary>Returns the folders that hold sources of a project, relative to it.</summary>
    public static IReadOnlyList<string> FindFolders(string projectFolder) =>
        [.. ListSources(projectFolder).Select(path => GetFolder(projectFolder, path)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Returns one arrow for each pair of folders of a project of which the first uses a type of the second.</summary>
    public static IReadOnlyList<FolderArrow> Find(string projectFolder, string assemblyName)
    {
        CSharpCompilation compilation = Compile(projectFolder, assemblyName);
        HashSet<string> declared = [.. compilation.SyntaxTrees.SelectMany(ListDeclaredNames)];
        Dictionary<(string, string), FolderArrow> arrows = [];
        foreach (SyntaxTree source in compilation.SyntaxTrees.Where(source => source.FilePath.Length > 0))
        {
            SemanticModel model = compilation.GetSemanticModel(source);
            string from = GetFolder(projectFolder, source.FilePath);
            foreach (SimpleNameSyntax name in ListNames(source).Where(name => declared.Contains(name.Identifier.ValueText)))
            {
                if (FindType(model, name) is not { } type) continue;
                string[] folders = [.. type.DeclaringSyntaxReferences.Select(part => GetFolder(projectFolder, part.SyntaxTree.FilePath))];
                if (folders.Contains(from)) continue;
                int line = name.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
                string example = $"{Path.GetFileName(source.FilePath)}:{line} uses {type.Name}";
                foreach (string to in folders) arrows.TryAdd((from, to), new FolderArrow(from, to, example));
            }
        }
        return [.. arrows.Values.OrderBy(arrow => arrow.From, StringComparer.Ordinal).ThenBy(arrow => arrow.To, StringComparer.Ordinal)];
    }

    private static CSharpCompilation Compile(string projectFolder, string assemblyName)
    {
        CSharpParseOptions parsing = new(LanguageVersion.Preview);
        IEnumerable<SyntaxTree> sources =
            ListSources(projectFolder).Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), parsing, path));
        return CSharpCompilation.Create(
            assemblyName,
            [.. sources, CSharpSyntaxTree.ParseText(GlobalUsings, parsing)],
            References.Value.Where(reference => Path.GetFileNameWithoutExtension(reference.Display) != assemblyName),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }

    /// <summary>Lists the names in the code, without comments and using directives: naming a type there does not use it.</summary>
    private static IEnumerable<SimpleNameSyntax> ListNames(SyntaxTree source) =>
        source.GetRoot().DescendantNodes(node => node is not UsingDirectiveSyntax).OfType<SimpleNameSyntax>();

    /// <summary>Returns the type that a name means, or whose constructor or extension method it calls.</summary>
    private static INamedTypeSymbol? FindType(SemanticModel model, SimpleNameSyntax name)
    {
        SymbolInfo info = model.GetSymbolInfo(name);
        ISymbol? symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        return symbol switch
        {
            INamedTypeSymbol type => type.OriginalDefinition,
            IMethodSymbol { MethodKind: MethodKind.Constructor } or IMethodSymbol { IsExtensionMethod: true } =>
                symbol.ContainingType.OriginalDefinition,
            _ => null,
        };
    }

    /// <summary>Returns the names of types and extension methods, so that the compiler is not asked about any other name.</summary>
    private static IEnumerable<string> ListDeclaredNames(SyntaxTree source) => source.GetRoot().DescendantNodes().Select(node => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        DelegateDeclarationSyntax type => type.Identifier.ValueText,
        MethodDeclarationSyntax method when IsExtension(method) => method.Identifier.ValueText,
        _ => null,
    }).OfType<string>();

    private static bool IsExtension(MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters is [var first, ..] && first.Modifiers.Any(SyntaxKind.ThisKeyword);

    private static IEnumerable<string> ListSources(string projectFolder) => Directory
        .EnumerateFiles(projectFolder, "*.cs", SearchOption.AllDirectories)
        .Where(path => Path.GetRelativePath(projectFolder, path).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"));

    private static string GetFolder(string projectFolder, string path) =>
        Path.GetDirectoryName(Path.GetRelativePath(projectFolder, path)) is { Length: > 0 } folder ? folder.Replace('\\', '/') : Root;

    private static MetadataReference[] LoadReferences()
    {
        string platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return [.. platform.Split(Path.PathSeparator).Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))];
    }
}
