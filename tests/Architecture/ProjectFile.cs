using System.Xml.Linq;
using SearchEngine.Tests;

namespace SearchEngine.Architecture.Tests;

/// <summary>A .csproj file, named by its folder relative to the root: <c>src/Index</c>.</summary>
internal sealed record ProjectFile(string Name, string Path, XDocument Xml)
{
    /// <summary>Every project of the repository.</summary>
    public static IReadOnlyList<ProjectFile> All { get; } =
    [
        .. new[] { "src", "tools", "tests", "examples" }
            .Select(folder => System.IO.Path.Combine(Repository.Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories))
            .Select(path => new ProjectFile(GetName(System.IO.Path.GetDirectoryName(path)!), path, XDocument.Load(path)))
            .OrderBy(project => project.Name, StringComparer.Ordinal),
    ];

    public bool IsTest => Name.StartsWith("tests/", StringComparison.Ordinal);

    public string AssemblyName => Xml.Descendants("AssemblyName").Single().Value;

    public string RootNamespace => Xml.Descendants("RootNamespace").Single().Value;

    public IEnumerable<string> Packages => Includes("PackageReference");

    /// <summary>Names of the referenced projects, including wildcards.</summary>
    public IEnumerable<string> References => Includes("ProjectReference").Select(include =>
        GetName(System.IO.Path.GetDirectoryName(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, include))!));

    private IEnumerable<string> Includes(string item) =>
        Xml.Descendants(item).Select(element => element.Attribute("Include")?.Value.Replace('\\', '/')).OfType<string>();

    private static string GetName(string folder) =>
        System.IO.Path.GetRelativePath(Repository.Root, System.IO.Path.GetFullPath(folder)).Replace('\\', '/');
}
