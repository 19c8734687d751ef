using System.CommandLine;
using Lucene.Net.Store;
using SearchEngine.Benchmarks.Queries;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Lexical;

namespace SearchEngine.Benchmarks.Lexical;

/// <summary>
/// <c>benchmarks directories</c>: searches of one index through each of Lucene's directory classes and the product's own,
/// by several threads.
/// </summary>
internal static class DirectoriesBenchmark
{
    private const int Candidates = 200;

    public static Command Create() =>
        LexicalCommand.Create(
            "directories",
            "Search a lexical index through each of Lucene's directory classes and the product's own",
            Run);

    private static void Run(LexicalComparison size)
    {
        (PassageMaker passages, int chunks, int count, int pairs) = size;
        using LexicalFolder folder = new(passages, chunks);
        string[] queries = passages.Questions(count);
        Console.WriteLine($"{chunks} passages, {queries.Length} questions a pass, {Environment.ProcessorCount} cores");

        LexicalIndex product = new(folder.Path);
        foreach ((string name, Func<string, Lucene.Net.Store.Directory> open) in Others)
        {
            // Not disposed: unmapping a file that is still being read would crash the process.
            LexicalIndex other = new(folder.Path, new LexicalOptions { OpenDirectory = open });
            foreach (int threads in new SortedSet<int> { 1, Environment.ProcessorCount, 8 })
            {
                PairedRatio ratio = PairedRatio.Measure(
                    pairs,
                    () => Search(product, queries, threads),
                    () => Search(other, queries, threads));
                Console.WriteLine(
                    $"  {name,-18} {threads} threads: {queries.Length / ratio.Baseline,6:F0} queries/s, "
                        + $"the product's {queries.Length / ratio.Candidate,6:F0}: {ratio} as many");
            }
        }
    }

    private static (string, Func<string, Lucene.Net.Store.Directory>)[] Others =>
    [
        ("SimpleFSDirectory", static folder => new SimpleFSDirectory(folder, NoLockFactory.GetNoLockFactory())),
        ("NIOFSDirectory", static folder => new NIOFSDirectory(folder, NoLockFactory.GetNoLockFactory())),
        ("MMapDirectory", static folder => new MMapDirectory(folder, NoLockFactory.GetNoLockFactory())),
    ];

    private static void Search(LexicalIndex index, string[] queries, int threads) =>
        Parallel.ForEach(queries, new ParallelOptions { MaxDegreeOfParallelism = threads }, query =>
        {
            using LexicalSnapshot snapshot = index.Snapshot();
            snapshot.Search(ParsedQuery.Parse(query), Candidates);
        });
}
