using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using SearchEngine.Documents.Formats;
using SearchEngine.Documents.Limits;
using SearchEngine.Documents;
using SearchEngine.Documents.Chunking;
using SearchEngine.Encoder;
using SearchEngine.Models;

namespace SearchEngine.Benchmarks.Reading;

/// <summary>
/// <c>benchmarks reading</c>: reading and cutting the files of a folder on all cores, against the encoder on the passages that come of it (every so many of them, as encoding all would take hours).
/// </summary>
internal static class ReadingBenchmark
{
    /// <summary>A link to a folder above would be followed forty levels down.</summary>
    private static readonly EnumerationOptions WithoutLinks = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    public static Command Create()
    {
        Argument<string> folder = new("DIR") { Description = "A folder of documents, such as 'corpus mix' makes" };
        Option<int> every = new("--every") { Description = "Encode one of so many passages", DefaultValueFactory = _ => 50 };
        Option<int> pairs = new("--pairs") { Description = "How many pairs of runs", DefaultValueFactory = _ => 5 };
        Command command = new("reading", "Read and cut documents, against the encoder on their passages") { folder, every, pairs };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(folder), parsed.GetValue(every), parsed.GetValue(pairs)));
        return command;
    }

    private static void Run(string folder, int every, int pairs)
    {
        (string Name, IDocumentReader Reader, byte[] Content)[] files = [.. Directory.EnumerateFiles(folder, "*", WithoutLinks).Order(StringComparer.Ordinal)
            .Select(file => (file, DocumentReaders.Default.FindReader(file))).Where(file => file.Item2 is not null).Select(file => (file.file, file.Item2!, File.ReadAllBytes(file.file)))];
        ConcurrentDictionary<string, (double Seconds, long Bytes, long Characters, int Failed)> formats = [];
        ConcurrentBag<string> passages = [];
        StructureChunker chunker = new();
        using TimeLimitedReader reading = new(TimeSpan.FromMinutes(1));

        void ReadAll()
        {
            passages.Clear();
            formats.Clear();
            Parallel.ForEach(Partitioner.Create(files, EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, file =>
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
                    // Damaged on purpose, and part of what reading costs.
                }
                (double Seconds, long, long, int) one = (Stopwatch.GetElapsedTime(started).TotalSeconds, file.Content.Length, characters, characters == 0 ? 1 : 0);
                formats.AddOrUpdate(Path.GetExtension(file.Name).ToLowerInvariant(), one, (_, sum) => (sum.Seconds + one.Item1, sum.Bytes + one.Item2, sum.Characters + one.Item3, sum.Failed + one.Item4));
            });
        }

        ReadAll();
        string[] sample = [.. passages.Order(StringComparer.Ordinal).Where((_, i) => i % every == 0)];
        using TextEncoder encoder = TextEncoder.Load(ModelFolders.Find("bge-small-en-v1.5"));
        PairedRatio ratio = PairedRatio.Measure(pairs, ReadAll, () => encoder.GenerateAsync(sample).Wait());
        double share = (double)passages.Count / sample.Length;

        // Seconds of a format are those of one core, the encoder's those of all.
        double encoded = sample.Sum(passage => (double)passage.Length) / ratio.Baseline / Environment.ProcessorCount;
        Console.WriteLine(FormattableString.Invariant($"{files.Length} files, {passages.Count} passages, {sample.Length} of them encoded, {Environment.ProcessorCount} cores, {pairs} pairs"));
        Console.WriteLine(FormattableString.Invariant($"  reading and cutting  {passages.Count / ratio.Candidate,8:F0} passages/s"));
        Console.WriteLine(FormattableString.Invariant($"  encoder              {sample.Length / ratio.Baseline,8:F0} passages/s"));
        Console.WriteLine(FormattableString.Invariant($"  ratio                {ratio.Median * share:F1}x (95 % interval {ratio.Low * share:F1} to {ratio.High * share:F1})"));
        foreach ((string extension, (double seconds, long bytes, long characters, int failed)) in formats.OrderByDescending(format => format.Value.Seconds).Take(12))
            Console.WriteLine(FormattableString.Invariant($"    {extension,-8} {seconds,6:F2} s  {bytes / 1e6,7:F2} MB in  {characters / 1e6,7:F2} M characters out ({characters / 1e6 / seconds:F1} M/s, {characters / seconds / encoded:F0}x the encoder)  {failed} without text"));
    }
}
