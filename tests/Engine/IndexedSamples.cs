using SearchEngine.Encoder;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Engine.Tests;

/// <summary>The samples, indexed once with the shipped model; tests only search them.</summary>
public sealed class IndexedSamples : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private KnowledgeBase? _knowledge;

    public IndexedSamples() => Options = new KnowledgeBaseOptions
    {
        IndexPath = _folder["index"],
        ModelFolder = Path.Combine(Repository.Models, "bge-small-en-v1.5"),
        Encoder = new EncoderOptions { Cache = new GraphCache(_folder["graphs"]) },
    };

    public KnowledgeBaseOptions Options { get; }

    public string Documents { get; } = Path.Combine(Repository.Root, "samples");

    public KnowledgeBase Knowledge => _knowledge!;

    public async ValueTask InitializeAsync()
    {
        _knowledge = await KnowledgeBase.OpenAsync(Options);
        await _knowledge.IndexAsync(Documents);
    }

    public async ValueTask DisposeAsync()
    {
        if (_knowledge is not null) await _knowledge.DisposeAsync();
        _folder.Dispose();
    }
}
