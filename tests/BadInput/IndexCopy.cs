using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>A copy of an index, for a test to damage.</summary>
internal sealed class IndexCopy : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly IndexedFolder _indexed;

    public IndexCopy(IndexedFolder indexed)
    {
        _indexed = indexed;
        foreach (string path in Directory.GetFiles(indexed.Index, "*", SearchOption.AllDirectories))
        {
            string copy = GetPath(Path.GetRelativePath(indexed.Index, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            // SQLite creates both files again; those that a reader leaves contain nothing.
            if (!path.EndsWith("-wal", StringComparison.Ordinal) && !path.EndsWith("-shm", StringComparison.Ordinal)) File.Copy(path, copy);
        }
    }

    public string Folder => _folder["index"];

    public string Catalog => GetPath("catalog.db");

    public string VectorSegment => Directory.GetFiles(GetPath("vectors"), "*.vectors").Single();

    public string GetPath(string relativePath) => Path.Combine(Folder, relativePath);

    public void Edit(string path, Action<byte[]> edit)
    {
        byte[] bytes = File.ReadAllBytes(path);
        edit(bytes);
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>Overwrites the catalog's page that contains the documents' text.</summary>
    public void OverwriteTextPage() => Edit(Catalog, bytes =>
    {
        const int pageSize = 4096;
        int page = bytes.AsSpan().IndexOf("A customer has 14 days"u8) / pageSize;
        new Random(1).NextBytes(bytes.AsSpan(page * pageSize, pageSize));
    });

    public Task<ProcessOutcome> RunAsync(params string[] arguments) => _indexed.RunOnIndexAsync(Folder, arguments);

    /// <summary>Runs a command and asserts its exit code.</summary>
    public async Task<ProcessOutcome> RunAsync(int exitCode, params string[] arguments)
    {
        ProcessOutcome outcome = await RunAsync(arguments);
        Assert.True(outcome.ExitCode == exitCode, $"ended with {outcome.ExitCode}: {outcome.Stdout}{outcome.Stderr}");
        return outcome;
    }

    /// <summary>Returns the hits of a query with all their scores, from words and vectors.</summary>
    public async Task<string> QueryHitsAsync() => GetHits(await RunAsync(ExitCode.Success, QueryArguments));

    public static string GetHits(ProcessOutcome outcome) => JsonDocument.Parse(outcome.Stdout).RootElement.GetProperty("hits").GetRawText();

    public static string[] QueryArguments => ["query", "how do I ask for a refund?", "--rerank", "off", "--json"];

    public void Dispose() => _folder.Dispose();
}
