using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>A device that this build or machine does not have.</summary>
public sealed class MissingDeviceTests(IndexedFolder indexed) : IClassFixture<IndexedFolder>
{
    [Fact]
    public async Task Cuda_NotAvailable_NamesWhatIsMissingAndRunsOnTheCpu()
    {
        SkipWithCuda();
        string[] query = ["query", "how do I get my money back?", "--in", indexed.Documents];
        ProcessOutcome onCpu = await indexed.RunAsync(query);
        ProcessOutcome onCuda = await indexed.RunAsync([.. query, "--device", "cuda"]);

        ErrorAssert.Reports(onCuda, ExitCode.Success, "CUDA is not available", "Microsoft.ML.OnnxRuntime.Gpu", "Running on the CPU");
        Assert.Equal(onCpu.Stdout, onCuda.Stdout);
        Assert.Equal("", onCpu.Stderr);
    }

    [Fact]
    public async Task Cuda_NotAvailable_IsReportedByIndexingToo()
    {
        SkipWithCuda();

        using TemporaryFolder folder = new();

        ProcessOutcome outcome = await indexed.RunAsync("index", indexed.Documents, "--index", folder["another"], "--device", "cuda");

        ErrorAssert.Reports(outcome, ExitCode.Success, "CUDA is not available", "Running on the CPU");
    }

    private static void SkipWithCuda()
    {
        string folder = Path.GetDirectoryName(SearchCommand.ProgramPath)!;
        if (Directory.EnumerateFiles(folder, "*onnxruntime_providers_cuda*", SearchOption.AllDirectories).Any())
            Assert.Skip("the program was published with -p:Gpu=true");
    }
}
