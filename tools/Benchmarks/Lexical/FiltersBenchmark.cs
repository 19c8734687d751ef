using System.CommandLine;
using SearchEngine.Benchmarks.Passages;
using SearchEngine.Index;
using SearchEngine.Index.Lexical;

namespace SearchEngine.Benchmarks.Lexical;

/// <summary><c>benchmarks filters</c>: searches by words that may return a part of the chunks, against searches that may return all.</summary>
internal static class FiltersBenchmark
{
    private const int Candidates = 200;

    public static Command Create()
    {
        Argument<string[]> sources = new("SOURCE") { Description = "Collections in BEIR layout and files in SQuAD's, whose sentences make the passages", Arity = ArgumentArity.OneOrMore };
        Option<int> chunks = new("--chunks") { Description = "How many passages", DefaultValueFactory = _ => 100_000 };
        Option<int> queries = new("--queries") { Description = "How many questions a pass", DefaultValueFactory = _ => 200 };
        Option<int> pairs = new("--pairs") { Description = "How many passes of each, in turn", DefaultValueFactory = _ => 7 };
        Command command = new("filters", "Search a lexical index within parts of it") { sources, chunks, queries, pairs };
        command.SetAction(parsed => Run(new PassageMaker(parsed.GetRequiredValue(sources)), parsed.GetValue(chunks), parsed.GetValue(queries), parsed.GetValue(pairs)));
        return command;
    }

    private static void Run(PassageMaker passages, int chunks, int count, int pairs)
    {
        using LexicalFolder folder = new(passages, chunks);
        string[] queries = passages.Questions(count);
        using LuceneLexicalIndex index = new(folder.Path);
        Console.WriteLine($"{chunks} passages, {queries.Length} questions a pass, {Environment.ProcessorCount} cores");
        foreach (double share in (double[])[0.0001, 0.001, 0.01, 0.03, 0.1, 0.3, 0.9])
        {
            Random random = new(3);
            ChunkFilter scattered = ChunkFilter.Of(Enumerable.Range(1, chunks).Select(id => (long)id).Where(_ => random.NextDouble() < share));
            ChunkFilter together = ChunkFilter.Of(Enumerable.Range(chunks / 20, (int)(chunks * share)).Select(id => (long)id));
            Print(share, "scattered", scattered);
            Print(share, "together", together);
        }

        void Print(double share, string where, ChunkFilter filter)
        {
            PairedRatio ratio = PairedRatio.Measure(pairs, () => Search(index, queries, filter), () => Search(index, queries, null));
            Console.WriteLine(FormattableString.Invariant(
                $"  {share,6:P2} {where,-9} {1e3 * ratio.Candidate / queries.Length:F3} ms a query, of all {1e3 * ratio.Baseline / queries.Length:F3} ms: {ratio} as fast"));
        }
    }

    private static void Search(LuceneLexicalIndex index, string[] queries, ChunkFilter? filter)
    {
        using ILexicalSnapshot snapshot = index.Snapshot();
        foreach (string query in queries) snapshot.Search(query, Candidates, filter);
    }
}
