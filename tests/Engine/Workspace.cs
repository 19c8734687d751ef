using SearchEngine.Encoder;
using SearchEngine.Index;
using SearchEngine.Index.Contracts;
using SearchEngine.Ingestion;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Engine.Tests;

/// <summary>A folder of documents, its index, and the small BERT of the fixtures to encode them.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Workspace()
    {
        Directory.CreateDirectory(Documents);
        Options = new KnowledgeBaseOptions
        {
            IndexPath = _folder["index"],
            ModelFolder = Path.Combine(Repository.Fixtures, "models", "bert"),
            Encoder = new EncoderOptions { Threads = 2, Cache = new GraphCache(_folder["graphs"]) },
        };
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public KnowledgeBaseOptions Options { get; }

    public string Documents => _folder["docs"];

    public string At(string relativePath) => _folder[relativePath];

    /// <summary>Writes a file below <see cref="Documents"/> and returns its full path.</summary>
    public string Write(string name, string text) => _folder.Write(Path.Combine("docs", name), text);

    /// <summary>Writes a Markdown page with a title, so that its text does not depend on its name.</summary>
    public string WritePage(string name, string title, string body) => Write(name, $"# {title}\n\n{body}\n");

    /// <summary>Writes <paramref name="count"/> pages of one passage each.</summary>
    public void WritePages(int count)
    {
        for (int i = 0; i < count; i++) WritePage($"page{i}.md", $"Page {i}", $"Number {i} of the harbour's ledger.");
    }

    /// <summary>Copies the model, for a test to edit.</summary>
    public string CopyModel()
    {
        string copy = _folder["model"];
        Directory.CreateDirectory(copy);
        foreach (string file in (string[])["config.json", "model.safetensors", "tokenizer.json"])
            File.Copy(Path.Combine(Options.ModelFolder, file), Path.Combine(copy, file));
        return copy;
    }

    public Task<KnowledgeBase> OpenAsync(KnowledgeBaseOptions? options = null) => KnowledgeBase.OpenAsync(options ?? Options, Token);

    /// <summary>Opens a knowledge base, indexes <see cref="Documents"/> and closes it.</summary>
    public async Task<IndexReport> IndexAsync(KnowledgeBaseOptions? options = null)
    {
        await using KnowledgeBase knowledge = await OpenAsync(options);
        return await knowledge.IndexAsync(Documents, cancellationToken: Token);
    }

    /// <summary>Lists the files of the index with length and modification time.</summary>
    public string[] IndexFiles() =>
    [
        .. Directory.GetFiles(Options.IndexPath, "*", SearchOption.AllDirectories)
            .Order()
            .Select(path => $"{path} {new FileInfo(path).Length} {File.GetLastWriteTimeUtc(path).Ticks}"),
    ];

    /// <summary>Returns why a file below <see cref="Documents"/> was skipped or failed, from the index.</summary>
    public string? Reason(string path)
    {
        using SearchIndex index = SearchIndex.Open(Options.IndexPath, IndexAccess.Read);
        return index.Catalog.FindDocument(index.Catalog.GetCollections()[0].Id, path)?.Reason;
    }

    public void Dispose() => _folder.Dispose();
}
