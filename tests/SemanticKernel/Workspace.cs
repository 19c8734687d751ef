using SearchEngine.Encoder;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.SemanticKernel.Tests;

/// <summary>
/// A folder of documents and a knowledge base over it, with the small encoder of the fixtures and the bundled re-ranker and decoder.
/// </summary>
public sealed class Workspace : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private KnowledgeBase? _knowledge;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public KnowledgeBase Knowledge => _knowledge!;

    public async ValueTask InitializeAsync()
    {
        _folder.Write(
            Path.Combine("guides", "hours.md"),
            "# Opening hours\n\nThe shop on Harbour Street opens at nine in the morning and closes at five.\n");
        _folder.Write(
            Path.Combine("guides", "refunds", "policy.md"),
            "# Refunds\n\nA refund is paid within fourteen days. Refunds above 500 euros are approved by the head of finance.\n");
        _folder.Write(Path.Combine("guides", "ferry.txt"), "The ferry to the island leaves from the north pier every hour.\n");
        _knowledge = await KnowledgeBase.OpenAsync(new KnowledgeBaseOptions
        {
            IndexPath = _folder["index"],
            ModelFolder = Path.Combine(Repository.Fixtures, "models", "bert"),
            Encoder = new EncoderOptions { Cache = new GraphCache(_folder["graphs"]) },
            RerankerFolder = Path.Combine(Repository.Models, "reranker-mini-v1"),
            GeneratorPath = Path.Combine(Repository.Models, "answerer-moe-135m"),
        });
        await _knowledge.IndexAsync(_folder["guides"]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_knowledge is not null) await _knowledge.DisposeAsync();
        _folder.Dispose();
    }
}
