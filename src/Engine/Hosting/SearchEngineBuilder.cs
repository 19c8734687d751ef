using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using SearchEngine.Documents;
using SearchEngine.Documents.Chunking;
using SearchEngine.Reranker;

namespace SearchEngine.Hosting;

/// <summary>Puts parts of an application's own in the place of a search engine's. What a factory makes is disposed of with the services; what is given as it stands stays the application's.</summary>
public sealed class SearchEngineBuilder
{
    private readonly EngineRegistration _registration;

    internal SearchEngineBuilder(IServiceCollection services, EngineRegistration registration) => (Services, _registration) = (services, registration);

    /// <summary>The services that it was added to.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The key of its services; null where they have none.</summary>
    public string? Key => _registration.Key;

    /// <summary>Reads files with one reader more, which is taken for the extensions it names.</summary>
    /// <param name="reader">Makes it.</param>
    public SearchEngineBuilder UseReader(Func<IServiceProvider, IDocumentReader> reader) => Use(reader);

    /// <inheritdoc cref="UseReader(Func{IServiceProvider, IDocumentReader})"/>
    /// <param name="reader">The reader.</param>
    public SearchEngineBuilder UseReader(IDocumentReader reader) => Use(reader);

    /// <summary>Cuts documents into passages in another way.</summary>
    /// <param name="chunker">Makes what cuts them.</param>
    public SearchEngineBuilder UseChunker(Func<IServiceProvider, IChunker> chunker) => Use(chunker);

    /// <inheritdoc cref="UseChunker(Func{IServiceProvider, IChunker})"/>
    /// <param name="chunker">What cuts them.</param>
    public SearchEngineBuilder UseChunker(IChunker chunker) => Use(chunker);

    /// <summary>Makes vectors by another encoder, perhaps of another machine: passages and queries go to it. See <see cref="KnowledgeBaseOptions.CustomEncoder"/> for what it is to tell of itself.</summary>
    /// <param name="encoder">Makes it.</param>
    public SearchEngineBuilder UseEncoder(Func<IServiceProvider, IEmbeddingGenerator<string, Embedding<float>>> encoder) => Use(encoder);

    /// <inheritdoc cref="UseEncoder(Func{IServiceProvider, IEmbeddingGenerator{string, Embedding{float}}})"/>
    /// <param name="encoder">The encoder.</param>
    public SearchEngineBuilder UseEncoder(IEmbeddingGenerator<string, Embedding<float>> encoder) => Use(encoder);

    /// <summary>Scores passages by another re-ranker; see <see cref="KnowledgeBaseOptions.CustomReranker"/> for what its scores are to be.</summary>
    /// <param name="reranker">Makes it.</param>
    public SearchEngineBuilder UseReranker(Func<IServiceProvider, IReranker> reranker) => Use(reranker);

    /// <inheritdoc cref="UseReranker(Func{IServiceProvider, IReranker})"/>
    /// <param name="reranker">The re-ranker.</param>
    public SearchEngineBuilder UseReranker(IReranker reranker) => Use(reranker);

    /// <summary>Writes answers by another model, perhaps of another machine: questions and passages go to it.</summary>
    /// <param name="client">Makes its client.</param>
    public SearchEngineBuilder UseChatClient(Func<IServiceProvider, IChatClient> client) => Use(client);

    /// <inheritdoc cref="UseChatClient(Func{IServiceProvider, IChatClient})"/>
    /// <param name="client">Its client.</param>
    public SearchEngineBuilder UseChatClient(IChatClient client) => Use(client);

    private SearchEngineBuilder Use<T>(T part) where T : class
    {
        ArgumentNullException.ThrowIfNull(part);
        Services.AddKeyedSingleton(_registration.Parts, part);
        return this;
    }

    private SearchEngineBuilder Use<T>(Func<IServiceProvider, T> part) where T : class
    {
        ArgumentNullException.ThrowIfNull(part);
        Services.AddKeyedSingleton<T>(_registration.Parts, (provider, _) => part(provider));
        return this;
    }
}
