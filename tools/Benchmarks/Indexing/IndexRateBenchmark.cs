using System.CommandLine;
using SearchEngine.Encoder;
using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Models;

namespace SearchEngine.Benchmarks.Indexing;

/// <summary><c>benchmarks index-rate</c>: indexing a folder, against encoding the same passages.</summary>
internal static class IndexRateBenchmark
{
    public static Command Create()
    {
        Argument<string> corpus = CommonArguments.CreateCollection();
        Option<int> count = new("--count") { Description = "Number of documents", DefaultValueFactory = _ => 128 };
        Option<int> pairs = CommonArguments.CreatePairs(7);
        Command command = new("index-rate", "Index a folder end to end, against encoding the same passages") { corpus, count, pairs };
        command.SetAction((parsed, _) => RunAsync(parsed.GetRequiredValue(corpus), parsed.GetValue(count), parsed.GetValue(pairs)));
        return command;
    }

    private static async Task RunAsync(string corpus, int count, int pairs)
    {
        using BenchmarkFolder folder = new();
        SmallFiles.Write(folder["documents"], SmallFiles.Documents(corpus).Take(count));
        // Keeps the shared session alive, so that no run includes loading the model.
        using TextEncoder encoder = TextEncoder.Load(ModelFolders.Find("bge-small-en-v1.5"));
        string[] passages = await PassagesAsync(folder);

        int run = 0;
        PairedRatio ratio = PairedRatio.Measure(
            pairs, () => IndexAsync(folder, $"index{run++}").Wait(), () => encoder.GenerateAsync(passages).Wait());

        Console.WriteLine($"{count} files, {passages.Length} passages, {Environment.ProcessorCount} cores, {pairs} pairs");
        Console.WriteLine($"  indexing      {passages.Length / ratio.Candidate,6:F1} passages/s, from files to a committed index");
        Console.WriteLine($"  bare encoder  {passages.Length / ratio.Baseline,6:F1} passages/s");
        Console.WriteLine($"  ratio         {ratio}");
    }

    private static async Task<string[]> PassagesAsync(BenchmarkFolder folder)
    {
        await IndexAsync(folder, "first");
        using SearchIndex index = SearchIndex.Open(folder["first"], IndexAccess.Read);
        IReadOnlyList<UnembeddedChunk> all = index.Catalog.GetUnembeddedChunks("no such model", int.MaxValue);
        return [.. all.Select(chunk => ModelInput.Compose(chunk.Title, chunk.Heading, chunk.Text))];
    }

    private static async Task IndexAsync(BenchmarkFolder folder, string index)
    {
        await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(new KnowledgeBaseOptions { IndexPath = folder[index] });
        await knowledge.IndexAsync(folder["documents"]);
    }
}
