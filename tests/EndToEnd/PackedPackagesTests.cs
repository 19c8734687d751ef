using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;
using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>The packed packages: their content, and a project that uses only them.</summary>
public sealed class PackedPackagesTests : IDisposable
{
    private static readonly string[] Libraries =
    [
        "SearchEngine",
        "SearchEngine.Documents",
        "SearchEngine.Encoder",
        "SearchEngine.Generator",
        "SearchEngine.Index",
        "SearchEngine.Reranker",
        "SearchEngine.Runtime",
        "SearchEngine.SemanticKernel",
        "SearchEngine.VectorStore",
    ];

    private const string Program = """
        using SearchEngine;
        using SearchEngine.Search;

        await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(new KnowledgeBaseOptions { IndexPath = args[1] });
        await knowledge.IndexAsync(args[0]);
        SearchResults results = await knowledge.QueryAsync("how do I ask for a refund?", new QueryOptions { Take = 1 });
        Console.WriteLine(results.Hits[0].Path);
        """;

    /// <summary>Includes ONNX Runtime for Linux, macOS and Windows.</summary>
    private const int MaxToolBytes = 90_000_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Pack_TheSolution_GivesPackagesThatAnEmptyProjectRuns()
    {
        SlowSuite.RequireAll();
        // Apart from the build that these tests belong to, so that it is not overwritten.
        await DotnetAsync(
            Repository.Root,
            "pack",
            "SearchEngine.sln",
            "-c",
            "Release",
            "-o",
            _folder["feed"],
            "--artifacts-path",
            _folder["build"],
            "-v",
            "quiet",
            "--nologo");

        string version = ReadNuspec("SearchEngine").Element("version");
        Assert.Equal(
            [.. Libraries.Append("SearchEngine.Tool").Select(id => $"{id}.{version}.nupkg").Order(StringComparer.Ordinal)],
            Directory.EnumerateFiles(_folder["feed"], "*.nupkg").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.All(Libraries, AssertWellFormed);
        Assert.Contains("Microsoft.ML.OnnxRuntime.Managed", ReadNuspec("SearchEngine.Runtime").Dependencies);
        Assert.All(Libraries, id => Assert.DoesNotContain("Microsoft.ML.OnnxRuntime", ReadNuspec(id).Dependencies));

        string project = CreateProject(version);
        await DotnetAsync(project, "build", "-c", "Release", "-v", "quiet", "--nologo");
        SharedCache.LinkTo(_folder["cache"]);
        ProcessOutcome outcome = await ChildProcess.RunAsync(
            "dotnet",
            [Path.Combine(project, "bin", "Release", "net10.0", "App.dll"), Path.Combine(Repository.Root, "samples"), _folder["index"]],
            project,
            CreateEnvironment(),
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((0, "customers/refunds.md"), (outcome.ExitCode, outcome.Stdout.TrimEnd()));
        await RunsAsAToolAsync(version);
    }

    /// <summary>Installs the tool from its package alone; an environment variable says where its models are.</summary>
    private async Task RunsAsAToolAsync(string version)
    {
        string package = _folder[Path.Combine("feed", $"SearchEngine.Tool.{version}.nupkg")];
        Assert.InRange(new FileInfo(package).Length, 1, MaxToolBytes);
        string feed = _folder.Write("tool/NuGet.config", $"""
            <configuration>
              <packageSources><clear /><add key="local" value="{_folder["feed"]}" /></packageSources>
            </configuration>
            """);
        await DotnetAsync(
            _folder.Path,
            "tool",
            "install",
            "SearchEngine.Tool",
            "--version",
            version,
            "--tool-path",
            _folder["tools"],
            "--configfile",
            feed);

        ProcessOutcome outcome = await ChildProcess.RunAsync(
            _folder[Path.Combine("tools", "search")],
            ["query", "--in", Path.Combine(Repository.Root, "samples"), "how do I ask for a refund?", "--json"],
            _folder.Path,
            CreateEnvironment(),
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(outcome.ExitCode == 0, outcome.Stdout + outcome.Stderr);
        using JsonDocument found = JsonDocument.Parse(outcome.Stdout);
        Assert.Equal("customers/refunds.md", found.RootElement.GetProperty("hits")[0].GetProperty("path").GetString());
    }

    private void AssertWellFormed(string id)
    {
        using ZipArchive package = ZipFile.OpenRead(Directory.EnumerateFiles(_folder["feed"], $"{id}.?.?.?.nupkg").Single());
        string[] files = [.. package.Entries.Select(entry => entry.FullName)];
        Assert.Contains($"lib/net10.0/{id}.dll", files);
        Assert.Contains($"lib/net10.0/{id}.xml", files);
        Assert.Contains("README.md", files);
        NuspecFile nuspec = ReadNuspec(id);
        Assert.Equal(("MIT", "README.md", id), (nuspec.Element("license"), nuspec.Element("readme"), nuspec.Element("id")));
        Assert.DoesNotContain(Repository.Root, package.GetEntry($"lib/net10.0/{id}.dll")!.ReadAllLatin1(), StringComparison.Ordinal);
    }

    private NuspecFile ReadNuspec(string id)
    {
        using ZipArchive package = ZipFile.OpenRead(Directory.EnumerateFiles(_folder["feed"], $"{id}.?.?.?.nupkg").Single());
        using Stream stream = package.GetEntry($"{id}.nuspec")!.Open();
        return new NuspecFile(XDocument.Load(stream));
    }

    /// <summary>
    /// Creates a console project outside the repository, with packages from the local feed and the machine's package folder.
    /// </summary>
    private string CreateProject(string version)
    {
        string onnxRuntime = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Single(package => package.Attribute("Include")!.Value == "Microsoft.ML.OnnxRuntime").Attribute("Version")!.Value;
        _folder.Write("app/NuGet.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{_folder["packages"]}" /></config>
              <packageSources><add key="local" value="{_folder["feed"]}" /></packageSources>
              <fallbackPackageFolders><add key="machine" value="{UserPackages}" /></fallbackPackageFolders>
            </configuration>
            """);
        _folder.Write("app/App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="SearchEngine" Version="{version}" />
                <PackageReference Include="Microsoft.ML.OnnxRuntime" Version="{onnxRuntime}" />
              </ItemGroup>
            </Project>
            """);
        return Path.GetDirectoryName(_folder.Write("app/Program.cs", Program))!;
    }

    private static string UserPackages =>
        System.Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(
            System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private Dictionary<string, string?> CreateEnvironment() => new()
    {
        ["SEARCHENGINE_MODELS"] = Repository.Models,
        ["XDG_DATA_HOME"] = _folder["data"],
        ["XDG_CACHE_HOME"] = _folder["cache"],
        ["ORT_DISABLE_TELEMETRY"] = "1",
    };

    private static async Task DotnetAsync(string workingDirectory, params string[] arguments)
    {
        ProcessOutcome outcome = await ChildProcess.RunAsync(
            "dotnet",
            [.. arguments, .. arguments[0] == "tool" ? (string[])[] : ["-nodeReuse:false"]],
            workingDirectory,
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(outcome.ExitCode == 0, outcome.Stdout + outcome.Stderr);
    }

    private sealed record NuspecFile(XDocument Xml)
    {
        public IReadOnlyList<string> Dependencies =>
            [.. FindElements("dependency").Select(dependency => dependency.Attribute("id")!.Value)];

        public string Element(string name) => FindElements(name).First().Value;

        private IEnumerable<XElement> FindElements(string name) => Xml.Descendants().Where(element => element.Name.LocalName == name);
    }
}
