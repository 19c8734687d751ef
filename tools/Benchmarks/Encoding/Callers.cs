namespace SearchEngine.Benchmarks.Encoding;

/// <summary>Runs work on several threads, each of which takes the next piece when it is done with one.</summary>
internal static class Callers
{
    public static void Run(int threads, int pieces, Action<int> work)
    {
        int next = -1;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
        {
            for (int i = Interlocked.Increment(ref next); i < pieces; i = Interlocked.Increment(ref next)) work(i);
        });
    }
}
