using System.CommandLine;

namespace SearchEngine.Benchmarks.Encoding;

/// <summary><c>benchmarks memory</c>: the peak anonymous memory while encoding. Mapped weights do not count.</summary>
internal static class MemoryBenchmark
{
    public static Command Create()
    {
        Argument<string> corpus = CommonArguments.CreateCollection();
        Option<int> count = new("--count") { Description = "Number of documents, and of titles", DefaultValueFactory = _ => 512 };
        Command command = new("memory", "Peak anonymous memory (RssAnon, Linux) while encoding documents and titles on all cores")
        {
            corpus,
            count,
        };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(corpus), parsed.GetValue(count)));
        return command;
    }

    private static void Run(string corpus, int count)
    {
        int[][] documents = EncodingBenchmark.Texts(corpus, titles: false, count);
        int[][] titles = EncodingBenchmark.Texts(corpus, titles: true, count);
        GC.Collect();
        long before = AnonymousMemory.Kilobytes(), peak = before;
        using ProductEncoding product = new(EncodingBenchmark.Model, Environment.ProcessorCount);
        using (new Timer(_ => peak = Math.Max(peak, AnonymousMemory.Kilobytes()), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(10)))
        {
            foreach (int[][] texts in (int[][][])[documents, titles])
                product.Encode(texts, [.. texts.Select(_ => new float[product.Dimensions])]);
        }
        Console.WriteLine(
            $"{count} documents and {count} titles, {Environment.ProcessorCount} cores: peak RssAnon {peak / 1024} MB, "
                + $"before the model was loaded {before / 1024} MB");
    }
}
