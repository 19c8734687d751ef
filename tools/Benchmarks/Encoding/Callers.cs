namespace SearchEngine.Benchmarks.Encoding;

/// <summary>Threads that take the next piece of work as soon as they are done with one.</summary>
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
