using System.Linq.Expressions;
using Microsoft.Extensions.VectorData;
using Microsoft.SemanticKernel;
using SearchEngine.VectorStore;

namespace SearchEngine.BadInput.Tests.Library;

/// <summary>Unsupported requests of kernels and their agents.</summary>
public sealed class KernelsTests : IDisposable
{
    private readonly LibraryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AnUnsupportedFilterExpression_IsNamed()
    {
        using SearchVectorStore store = new(
            _folder["records.db"], new SearchVectorStoreOptions { EmbeddingGenerator = new StubModels(_ => Task.CompletedTask) });
        using VectorStoreCollection<string, Note> notes = store.GetCollection<string, Note>("notes");
        await notes.EnsureCollectionExistsAsync(LibraryFolder.Token);
        await notes.UpsertAsync(new Note { Key = "a", Text = "A note." }, LibraryFolder.Token);
        Expression<Func<Note, bool>> filter = note => note.Text.Length > 3;

        VectorSearchOptions<Note> options = new() { Filter = filter };
        NotSupportedException refused = await Assert.ThrowsAsync<NotSupportedException>(() =>
            notes.SearchAsync("note", 1, options, LibraryFolder.Token).ToListAsync(LibraryFolder.Token).AsTask());

        Assert.Contains("note.Text.Length", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APluginCallOfAHundredKilobytes_IsAnsweredOrRefusedWithTheMaximum()
    {
        await using KnowledgeBase knowledge = await _folder.OpenIndexedAsync();
        Kernel kernel = new();
        kernel.Plugins.AddSearchEngine(knowledge);
        string text = string.Concat(Enumerable.Repeat("shop or ", 12_500));

        Assert.Contains(
            "hours.md",
            await kernel.InvokeAsync<string>("SearchEngine", "search", new KernelArguments { ["query"] = text }, LibraryFolder.Token),
            StringComparison.Ordinal);
        string? told = await kernel.InvokeAsync<string>(
            "SearchEngine", "ask", new KernelArguments { ["question"] = text }, LibraryFolder.Token);
        Assert.Contains("100000 characters", told, StringComparison.Ordinal);
        Assert.Contains("use search", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AKernelWithoutChatService_SaysSoToAPromptAndSearches()
    {
        await using KnowledgeBase knowledge = await _folder.OpenIndexedAsync();
        Kernel kernel = new();
        kernel.Plugins.AddSearchEngine(knowledge);

        KernelArguments arguments = new() { ["question"] = "shop" };
        KernelException refused = await Assert.ThrowsAsync<KernelException>(() =>
            kernel.InvokePromptAsync("{{search $question}}", arguments, cancellationToken: LibraryFolder.Token));

        Assert.Contains("service", refused.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(
            "hours.md",
            await kernel.InvokeAsync<string>("SearchEngine", "search", new KernelArguments { ["query"] = "shop" }, LibraryFolder.Token),
            StringComparison.Ordinal);
    }

    private sealed class Note
    {
        [VectorStoreKey]
        public string Key { get; set; } = "";

        [VectorStoreData]
        public string Text { get; set; } = "";

        [VectorStoreVector(4)]
        public string Vector => Text;
    }
}
