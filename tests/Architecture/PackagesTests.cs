using System.Text.Json;
using System.Text.RegularExpressions;
using SearchEngine.Tests;

namespace SearchEngine.Architecture.Tests;

/// <summary>
/// Package versions are central and used. Libraries reference the managed part of ONNX Runtime, programs its native part
/// for the CPU or for CUDA, and never both.
/// </summary>
public sealed partial class PackagesTests
{
    private const string Managed = "Microsoft.ML.OnnxRuntime.Managed";
    private const string Cpu = "Microsoft.ML.OnnxRuntime";
    private const string Cuda = "Microsoft.ML.OnnxRuntime.Gpu";

    [Fact]
    public void EveryVersion_IsCentral()
    {
        string[] local =
        [
            .. from project in ProjectFile.All
               from reference in project.Xml.Descendants("PackageReference")
               where reference.Attributes()
                   .Any(IsVersion) || reference
                   .Elements()
                   .Any(child => child.Name.LocalName.StartsWith("Version", StringComparison.Ordinal))
               select $"{project.Name}: {reference}",
        ];

        Assert.Empty(local);

        static bool IsVersion(System.Xml.Linq.XAttribute attribute) => attribute.Name.LocalName is "Version" or "VersionOverride";
    }

    /// <summary>A version without a project must be the pin of a transitive dependency, and have a comment that says so.</summary>
    [Fact]
    public void EveryVersion_IsUsedOrATransitivePin()
    {
        HashSet<string> used = [.. ProjectFile.All.SelectMany(project => project.Packages)];
        string targets = File.ReadAllText(Path.Combine(Repository.Root, "Directory.Build.targets"));
        IEnumerable<string> lines = File.ReadLines(Path.Combine(Repository.Root, "Directory.Packages.props"));

        string[] unused =
        [
            .. from line in lines
               let name = PackageVersion().Match(line).Groups[1].Value
               where name.Length > 0 && !used.Contains(name) && !targets.Contains($"\"{name}\"", StringComparison.Ordinal)
               where !line.Contains("<!-- Transitive:", StringComparison.Ordinal)
               select name,
        ];

        Assert.Empty(unused);
    }

    [Fact]
    public void EveryProject_LeavesTheNativePartToDirectoryBuildTargets() =>
        Assert.Empty(
            from project in ProjectFile.All
            from package in project.Packages
            where package.StartsWith(Cpu, StringComparison.OrdinalIgnoreCase) && package != Managed
            select $"{project.Name} -> {package}");

    [Theory]
    [InlineData("src/Runtime", "false")]
    [InlineData("src/Runtime", "true")]
    public async Task ALibrary_WithAndWithoutGpu_ReferencesTheManagedPartOnly(string project, string gpu) =>
        Assert.Equal([Managed], await OnnxRuntimePackagesAsync(project, gpu));

    [Theory]
    [InlineData("tools/Search")]
    [InlineData("tools/Benchmarks")]
    [InlineData("examples/SearchFolder")]
    [InlineData("tests/Encoder")]
    public async Task AProgram_ByDefault_ReferencesTheCpuPackageOnly(string project) =>
        Assert.Equal([Cpu], await OnnxRuntimePackagesAsync(project, gpu: null));

    [Theory]
    [InlineData("tools/Search")]
    [InlineData("tools/Benchmarks")]
    [InlineData("tests/Encoder")]
    public async Task AProgram_WithGpu_ReferencesTheCudaPackageOnly(string project) =>
        Assert.Equal([Cuda], await OnnxRuntimePackagesAsync(project, gpu: "true"));

    [GeneratedRegex("<PackageVersion Include=\"([^\"]+)\"")]
    private static partial Regex PackageVersion();

    private static async Task<IEnumerable<string>> OnnxRuntimePackagesAsync(string project, string? gpu)
    {
        string[] property = gpu is null ? [] : [$"-p:Gpu={gpu}"];
        ProcessOutcome evaluation = await ChildProcess.RunAsync(
            "dotnet",
            ["msbuild", project, "-getItem:PackageReference", .. property],
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(evaluation.ExitCode == 0, evaluation.Stdout + evaluation.Stderr);

        using JsonDocument items = JsonDocument.Parse(evaluation.Stdout);
        return
        [
            .. items.RootElement.GetProperty("Items").GetProperty("PackageReference").EnumerateArray()
                .Select(item => item.GetProperty("Identity").GetString()!)
                .Where(name => name.StartsWith(Cpu, StringComparison.OrdinalIgnoreCase)),
        ];
    }
}
