using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.Architecture.Tests;

/// <summary>Libraries know ONNX Runtime's managed half; programs bring the native half, for the CPU or for CUDA, and never both.</summary>
public sealed class PackagesTests
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

    [Fact]
    public void EveryProject_LeavesTheNativeHalfToDirectoryBuildTargets() =>
        Assert.Empty(
            from project in ProjectFile.All
            from package in project.Packages
            where package.StartsWith(Cpu, StringComparison.OrdinalIgnoreCase) && package != Managed
            select $"{project.Name} -> {package}");

    [Theory]
    [InlineData("src/Runtime", "false")]
    [InlineData("src/Runtime", "true")]
    public async Task ALibrary_EvaluatedEitherWay_ReferencesTheManagedHalfOnly(string project, string gpu) =>
        Assert.Equal([Managed], await OnnxRuntimePackagesAsync(project, gpu));

    [Theory]
    [InlineData("tools/Search")]
    [InlineData("tools/Benchmarks")]
    [InlineData("examples/SearchFolder")]
    [InlineData("tests/Encoder")]
    public async Task AProgram_ByDefault_BringsTheCpuPackageOnly(string project) =>
        Assert.Equal([Cpu], await OnnxRuntimePackagesAsync(project, gpu: null));

    [Theory]
    [InlineData("tools/Search")]
    [InlineData("tools/Benchmarks")]
    [InlineData("tests/Encoder")]
    public async Task AProgram_WithGpu_BringsTheCudaPackageOnly(string project) =>
        Assert.Equal([Cuda], await OnnxRuntimePackagesAsync(project, gpu: "true"));

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
