using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using SearchEngine.Documents.Formats;
using SearchEngine.Documents.Limits;
using SearchEngine.Documents;
using SearchEngine.Documents.Chunking;
using SearchEngine.Encoder;
using SearchEngine.Models;

namespace SearchEngine.Benchmarks.Indexing;

/// <summary>
/// <c>benchmarks reading</c>: reading and chunking the files of a folder on all cores, against encoding a sample of the
/// resulting passages.
/// </summary>
internal static class ReadingBenchmark
{
    /// <summary>Skips links: one to a parent folder would be followed forty levels deep.</summary>
    private static readonly EnumerationOptions WithoutLinks = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    public static Command Create()
    {
        Argument<string> folder = new("DIR") { Description = "A folder of documents, such as one written by 'corpus mix'" };
        Option<int> every = new("--every") { Description = "Encode only every Nth passage", DefaultValueFactory = _ => 50 };
        Option<int> pairs = CommonArguments.CreatePairs(5);
        Command command = new("reading", "Read and chunk documents, against encoding their passages") { folder, every, pairs };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(folder), parsed.GetValue(every), parsed.GetValue(pairs)));
        return command;
    }

    private static void Run(string folder, int every, int pairs)
    {
        (string Name, IDocumentReader Reader, byte[] Content)[] files =
        [
            .. from file in Directory.EnumerateFiles(folder, "*", WithoutLinks).Order(StringComparer.Ordinal)
               let reader = DocumentReaders.Default.FindReader(file)
               where reader is not null
               select (file, reader, File.ReadAllBytes(file)),
        ];
        ConcurrentDictionary<string, FormatTotal> formats = [];
        ConcurrentBag<string> passages = [];
        StructureChunker chunker = new();
        using TimeLimitedReader reading = new(TimeSpan.FromMinutes(1));

        void ReadAll()
        {
            passages.Clear();
            formats.Clear();
            ParallelOptions allCores = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };
            Parallel.ForEach(Partitioner.Create(files, EnumerablePartitionerOptions.NoBuffering), allCores, file =>
            {
                long started = Stopwatch.GetTimestamp();
                long characters = 0;
                try
                {
                    (DocumentText text, IReadOnlyList<Chunk> chunks) = reading.Run(token =>
                    {
                        DocumentText text = file.Reader.Read(file.Name, file.Content, token);
                        return (text, chunker.Chunk(text));
                    }, CancellationToken.None);
                    characters = text.Text.Length;
                    foreach (Chunk chunk in chunks) passages.Add(ModelInput.Compose(text.Title, chunk.HeadingPath, chunk.Text));
                }
                catch (UnreadableDocumentException)
                {
                    // Some files are damaged on purpose; trying to read them is part of the cost.
                }
                FormatTotal total = new(
                    Stopwatch.GetElapsedTime(started).TotalSeconds, file.Content.Length, characters, characters == 0 ? 1 : 0);
                formats.AddOrUpdate(Path.GetExtension(file.Name).ToLowerInvariant(), total, (_, sum) => sum.Add(total));
            });
        }

        ReadAll();
        string[] sample = [.. passages.Order(StringComparer.Ordinal).Where((_, i) => i % every == 0)];
        using TextEncoder encoder = TextEncoder.Load(ModelFolders.Find("bge-small-en-v1.5"));
        PairedRatio ratio = PairedRatio.Measure(pairs, ReadAll, () => encoder.GenerateAsync(sample).Wait());
        double share = (double)passages.Count / sample.Length;

        // The seconds of a format are those of one core, the encoder's those of all cores.
        double encoded = sample.Sum(passage => (double)passage.Length) / ratio.Baseline / Environment.ProcessorCount;
        Console.WriteLine(
            $"{files.Length} files, {passages.Count} passages, {sample.Length} of them encoded, {Environment.ProcessorCount} cores, "
                + $"{pairs} pairs");
        Console.WriteLine($"  reading and chunking {passages.Count / ratio.Candidate,8:F0} passages/s");
        Console.WriteLine($"  encoder              {sample.Length / ratio.Baseline,8:F0} passages/s");
        Console.WriteLine(
            $"  ratio                {ratio.Median * share:F1}x (95 % interval {ratio.Low * share:F1} to {ratio.High * share:F1})");
        foreach ((string extension, FormatTotal total) in formats.OrderByDescending(format => format.Value.Seconds).Take(12))
            Console.WriteLine($"    {extension,-8} {total.Describe(encoded)}");
    }

    /// <summary>What reading the files of one format took, summed over files.</summary>
    private sealed record FormatTotal(double Seconds, long Bytes, long Characters, int Failed)
    {
        public FormatTotal Add(FormatTotal other) =>
            new(Seconds + other.Seconds, Bytes + other.Bytes, Characters + other.Characters, Failed + other.Failed);

        public string Describe(double encodedPerSecond)
        {
            double rate = Characters / Seconds;
            return $"{Seconds,6:F2} s  {Bytes / 1e6,7:F2} MB in  {Characters / 1e6,7:F2} M characters out "
                + $"({rate / 1e6:F1} M/s, {rate / encodedPerSecond:F0}x the encoder)  {Failed} without text";
        }
    }
}
