using System.CommandLine;
using SearchEngine.Encoder;
using SearchEngine.Models;

namespace SearchEngine.Benchmarks.Starting;

/// <summary>
/// <c>benchmarks first</c>: the time of a process that loads a model and encodes one text, with an empty and a filled cache
/// in turn.
/// </summary>
internal static class FirstEmbeddingBenchmark
{
    public static Command Create()
    {
        Option<int> runs = new("--runs") { Description = "Number of processes of each kind", DefaultValueFactory = _ => 15 };
        Option<bool> once = new("--once") { Description = "Encode one text in this process and exit", Hidden = true };
        Command command = new("first", "Time a process that loads the model and encodes one text: with an empty cache, "
            + "then with the graph cached")
        {
            runs,
            once,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(once)) Once();
            else Run(parsed.GetValue(runs));
        });
        return command;
    }

    private static void Once()
    {
        using TextEncoder encoder = TextEncoder.Load(ModelFolders.Find("bge-small-en-v1.5"));
        encoder.Encode("How do I ask for a refund?", TextRole.Query, new float[encoder.Dimensions]);
    }

    private static void Run(int runs)
    {
        string program = Path.ChangeExtension(
            typeof(FirstEmbeddingBenchmark).Assembly.Location,
            OperatingSystem.IsWindows() ? ".exe" : null);
        string[] self = [program, "first", "--once"];
        (double[] cold, double[] cached) = (new double[runs], new double[runs]);
        for (int run = 0; run < runs; run++)
        {
            string cache = Directory.CreateTempSubdirectory("benchmark-").FullName;
            try
            {
                cold[run] = ChildProcess.Time(self, ("XDG_CACHE_HOME", cache));
                cached[run] = ChildProcess.Time(self, ("XDG_CACHE_HOME", cache));
            }
            finally
            {
                Directory.Delete(cache, recursive: true);
            }
        }
        Print("cold, cache empty", cold);
        Print("graph cached", cached);
    }

    private static void Print(string what, double[] seconds) =>
        Console.WriteLine(
            $"{what,-18} {seconds.Length} processes: median {PairedRatio.ComputeMedian(seconds):F3} s, "
                + $"fastest {seconds.Min():F3} s, slowest {seconds.Max():F3} s");
}
