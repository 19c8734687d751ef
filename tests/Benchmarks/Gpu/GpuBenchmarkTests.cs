using SearchEngine.Tests;

namespace SearchEngine.Benchmarks.Tests.Gpu;

public sealed class GpuBenchmarkTests
{
    [Fact]
    public async Task Run_WithoutCuda_ReportsItAndMeasuresNothing()
    {
        string folder = AppContext.BaseDirectory;
        if (Directory.EnumerateFiles(folder, "*onnxruntime_providers_cuda*", SearchOption.AllDirectories).Any())
        {
            Assert.Skip("this build has CUDA");
        }

        ProcessOutcome outcome = await ChildProcess.RunAsync(
            "dotnet", [Path.Combine(folder, "benchmarks.dll"), "gpu"], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("", outcome.Stdout);
        Assert.Contains("nothing was measured", outcome.Stderr, StringComparison.Ordinal);
        Assert.Contains("-p:Gpu=true", outcome.Stderr, StringComparison.Ordinal);
    }
}
