using System.CommandLine;
using SearchEngine.Benchmarks.Encoding;
using SearchEngine.Benchmarks.Gpu;
using SearchEngine.Benchmarks.Starting;

RootCommand root = new("Measures the product against alternatives, run alternately on this machine.")
{
    EncodingBenchmark.Create(),
    GpuBenchmark.Create(),
    StartingBenchmark.Create(),
};
return await root.Parse(args).InvokeAsync();
