using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using SearchEngine.Documents;
using SearchEngine.Documents.Chunking;
using SearchEngine.Documents.Formats.Text;
using SearchEngine.Encoder;
using SearchEngine.Engine.Tests.Answers;
using SearchEngine.Engine.Tests.Models;
using SearchEngine.Hosting;
using SearchEngine.Reranker;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Hosting;

/// <summary>The services after a search engine is added.</summary>
public sealed class AddSearchEngineTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task AddSearchEngine_Alone_ProvidesSearchAndEmbeddings()
    {
        _workspace.WritePages(2);
        await using ServiceProvider services = Services(_ => { });
        KnowledgeBase knowledge = services.GetRequiredService<KnowledgeBase>();
        await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);

        Assert.Equal(2, (await knowledge.QueryAsync("ledger", cancellationToken: Workspace.Token)).Hits.Count);
        var encoder = services.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();
        Assert.Equal("bert", encoder.GetService<EmbeddingGeneratorMetadata>()!.DefaultModelId);
        Assert.Equal(64, (await encoder.GenerateVectorAsync("ledger", cancellationToken: Workspace.Token)).Length);
        Assert.Equal(64, encoder.GetService<EmbeddingGeneratorMetadata>()!.DefaultModelDimensions);
        Assert.Same(knowledge, services.GetRequiredService<KnowledgeBase>());
    }

    [Fact]
    public void AddSearchEngine_DisposedSynchronously_ReleasesTheIndex()
    {
        using (ServiceProvider services = Services(_ => { })) services.GetRequiredService<KnowledgeBase>();
        using (ServiceProvider services = Services(_ => { }))
            Assert.False(services.GetRequiredService<KnowledgeBase>().HasCollection("docs"));
    }

    [Fact]
    public async Task AddKeyedSearchEngine_Twice_KeepsTwoIndexesApart()
    {
        ServiceCollection collection = new();
        foreach (string key in (string[])["one", "two"])
        {
            collection.AddKeyedSearchEngine(key, options =>
            {
                options.Use(_workspace);
                options.IndexPath = _workspace.At(key);
            }).WithStandIns();
        }
        _workspace.WritePages(1);
        await using ServiceProvider services = collection.BuildServiceProvider();
        await services.GetRequiredKeyedService<KnowledgeBase>("one").IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);

        Assert.True(services.GetRequiredKeyedService<KnowledgeBase>("one").HasCollection("docs"));
        Assert.False(services.GetRequiredKeyedService<KnowledgeBase>("two").HasCollection("docs"));
        Assert.NotNull(services.GetRequiredKeyedService<IEmbeddingGenerator<string, Embedding<float>>>("one"));
        Assert.NotNull(services.GetRequiredKeyedService<IReranker>("two"));
        Assert.Null(services.GetService<KnowledgeBase>());
    }

    [Fact]
    public async Task AddSearchEngine_Twice_IsOneEngineWithTheOptionsOfBoth()
    {
        ServiceCollection collection = new();
        collection.AddSearchEngine(options => options.Use(_workspace)).WithStandIns();
        collection.AddSearchEngine(options => options.IndexPath = _workspace.At("second"));
        await using ServiceProvider services = collection.BuildServiceProvider();
        Assert.Single(services.GetServices<KnowledgeBase>());
        Assert.Equal(
            _workspace.At("second"), (await services.GetRequiredService<KnowledgeBase>().GetStatusAsync(Workspace.Token)).IndexPath);
        Assert.Single(services.GetServices<Microsoft.Extensions.Hosting.IHostedService>());
    }

    [Fact]
    public async Task AddSearchEngine_ApplicationHasAChatClient_KeepsIt()
    {
        QuotingClient own = new("mine");
        ServiceCollection collection = new();
        collection.AddSingleton<IChatClient>(own);
        collection.AddSearchEngine(options => options.Use(_workspace)).WithStandIns();
        await using ServiceProvider services = collection.BuildServiceProvider();
        Assert.Same(own, services.GetRequiredService<IChatClient>());
    }

    [Fact]
    public async Task UseChatClient_AQuestion_IsAnsweredByItWithCitations()
    {
        _workspace.WritePage("shop.md", "The shop", "The shop opens at nine.");
        QuotingClient model = new("At nine. \"The shop opens at nine.\" [1]");
        await using (ServiceProvider services = Services(options => options.Answers = true, builder => builder.UseChatClient(_ => model)))
        {
            await services.GetRequiredService<KnowledgeBase>().IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);
            IChatClient client = services.GetRequiredService<IChatClient>();
            ChatResponse response = await client.GetResponseAsync("When does the shop open?", cancellationToken: Workspace.Token);
            IEnumerable<AIAnnotation> annotations = response.Messages.Single().Contents.SelectMany(content => content.Annotations ?? []);
            Assert.Equal("docs/shop.md", Assert.Single(annotations.OfType<CitationAnnotation>()).FileId);
            Assert.False(model.Disposed);
        }
        Assert.True(model.Disposed);
    }

    [Fact]
    public async Task UseReranker_AQuery_IsRankedByIt()
    {
        _workspace.WritePages(3);
        EagerReranker reranker = new();
        await using ServiceProvider services = Services(_ => { }, builder => builder.UseReranker(reranker), standIns: false);
        KnowledgeBase knowledge = services.GetRequiredService<KnowledgeBase>();
        await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);
        SearchResults results = await knowledge.QueryAsync("ledger", cancellationToken: Workspace.Token);
        Assert.Equal((1, 3), (reranker.Calls, results.Rerank!.Scored));
        IReranker service = services.GetRequiredService<IReranker>();
        Assert.Equal(3, (await service.RerankAsync("q", ["a", "b", "c"], cancellationToken: Workspace.Token)).ScoredCount);
    }

    [Fact]
    public async Task UseEncoder_PassagesAndQueries_AreEncodedByIt()
    {
        _workspace.WritePage("a.md", "A", "Harbour.");
        _workspace.WritePage("b.md", "B", "Mountain, and much else besides that is of no matter here.");
        LengthEncoder encoder = new("lengths");
        await using ServiceProvider services = Services(options => options.ModelFolder = null, builder => builder.UseEncoder(encoder));
        KnowledgeBase knowledge = services.GetRequiredService<KnowledgeBase>();
        Assert.Equal(2, (await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token)).Encoded);

        SearchResults results = await knowledge.QueryAsync(
            "Another text that is rather long, and says nothing of note.",
            new QueryOptions { Mode = RetrievalMode.Dense },
            Workspace.Token);
        Assert.Equal("b.md", results.Hits[0].Path);
        Assert.Equal(1, encoder.Queries);
        Assert.Equal("lengths", (await knowledge.GetStatusAsync(Workspace.Token)).Model);
        IEmbeddingGenerator service = services.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();
        Assert.Equal("lengths", service.GetService<EmbeddingGeneratorMetadata>()!.DefaultModelId);
        Assert.Equal(0, (await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token)).Encoded);
    }

    [Fact]
    public async Task UseEncoder_IndexOfAnotherEncoder_EncodesAllPassagesAgain()
    {
        _workspace.WritePages(2);
        await _workspace.IndexAsync();
        await using ServiceProvider services = Services(
            options => options.ModelFolder = null, builder => builder.UseEncoder(_ => new LengthEncoder("lengths")));
        KnowledgeBase knowledge = services.GetRequiredService<KnowledgeBase>();
        Assert.Equal(2, (await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token)).Encoded);
    }

    [Fact]
    public async Task UseEncoder_ThatDoesNotNameItsModel_IsRefused()
    {
        _workspace.WritePages(1);
        await using ServiceProvider services = Services(
            options => options.ModelFolder = null, builder => builder.UseEncoder(new LengthEncoder(null)));
        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => services.GetRequiredService<KnowledgeBase>().IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token));
        Assert.Contains("DefaultModelId", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UseReader_AFileWithItsExtension_IsReadByIt()
    {
        _workspace.Write("a.shout", "quiet words");
        await using ServiceProvider services = Services(_ => { }, builder => builder.UseReader(new ShoutReader()));
        KnowledgeBase knowledge = services.GetRequiredService<KnowledgeBase>();
        await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);
        Assert.Equal("QUIET WORDS", (await knowledge.GetAsync("docs", "a.shout", Workspace.Token))!.Text);
    }

    [Fact]
    public async Task UseChunker_ADocument_IsChunkedByIt()
    {
        _workspace.WritePage("a.md", "A", "One.\n\nTwo.");
        CountingChunker chunker = new();
        await using ServiceProvider services = Services(_ => { }, builder => builder.UseChunker(_ => chunker));
        await services.GetRequiredService<KnowledgeBase>().IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);
        Assert.Equal(1, chunker.Documents);
    }

    [Fact]
    public async Task ChatClient_AnswersIsFalse_SaysHowToGetOne()
    {
        await using ServiceProvider services = Services(_ => { });
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(services.GetRequiredService<IChatClient>);
        Assert.Contains("SearchEngineOptions.Answers", refused.Message, StringComparison.Ordinal);
    }

    private ServiceProvider Services(Action<SearchEngineOptions> configure, Action<SearchEngineBuilder>? build = null, bool standIns = true)
    {
        ServiceCollection services = new();
        SearchEngineBuilder builder = services.AddSearchEngine(options =>
        {
            options.Use(_workspace);
            configure(options);
        });
        if (standIns) builder.WithStandIns();
        build?.Invoke(builder);
        return services.BuildServiceProvider();
    }

    /// <summary>Texts of the same length have vectors of the same direction.</summary>
    private sealed class LengthEncoder(string? model) : IEmbeddingGenerator<string, Embedding<float>>
    {
        public int Queries { get; private set; }

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            if (options.GetRoleOrDefault() == TextRole.Query) Queries++;
            IEnumerable<Embedding<float>> embeddings = values.Select(value => new Embedding<float>(new float[] { 10 * value.Length, 200 }));
            return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(embeddings));
        }

        public object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("test", null, model, 2) : null;

        public void Dispose()
        {
        }
    }

    private sealed class ShoutReader : IDocumentReader
    {
        public IReadOnlyCollection<string> Extensions => [".shout"];

        public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default) =>
            new PlainTextReader().Read(name, Encoding.UTF8.GetString(content.Span).ToUpperInvariant());
    }

    private sealed class CountingChunker : IChunker
    {
        private readonly StructureChunker _chunker = new();
        private int _documents;

        public int Documents => _documents;

        public string Version => "counting";

        public IReadOnlyList<Chunk> Chunk(DocumentText document)
        {
            Interlocked.Increment(ref _documents);
            return _chunker.Chunk(document);
        }
    }
}
