using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests.Library;

/// <summary>Two documents, and knowledge bases of them with stub models.</summary>
internal sealed class LibraryFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LibraryFolder()
    {
        _folder.Write("guides/hours.md", "# Opening hours\n\nThe shop opens at nine in the morning.\n");
        _folder.Write("guides/refunds.md", "# Refunds\n\nA refund is paid within fourteen days.\n");
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public string Documents => _folder["guides"];

    public string Index => _folder["index"];

    public string this[string relativePath] => _folder[relativePath];

    /// <param name="onCall">Receives each call of a model.</param>
    public Task<KnowledgeBase> OpenAsync(Func<CancellationToken, Task>? onCall = null)
    {
        StubModels models = new(onCall ?? (_ => Task.CompletedTask));
        return KnowledgeBase.OpenAsync(
            new KnowledgeBaseOptions { IndexPath = Index, CustomEncoder = models, CustomReranker = models, ChatClient = models }, Token);
    }

    public async Task<KnowledgeBase> OpenIndexedAsync()
    {
        KnowledgeBase knowledge = await OpenAsync();
        await knowledge.IndexAsync(Documents, cancellationToken: Token);
        return knowledge;
    }

    public void Dispose() => _folder.Dispose();
}
