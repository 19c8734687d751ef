using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using SearchEngine.Documents;
using SearchEngine.Documents.Chunking;
using SearchEngine.Reranker;

namespace SearchEngine.Hosting;

/// <summary>
/// Replaces parts of a search engine with the application's own. What a factory creates is disposed with the services; instances belong to
/// the application.
/// </summary>
public sealed class SearchEngineBuilder
{
    private readonly EngineRegistration _registration;

    internal SearchEngineBuilder(IServiceCollection services, EngineRegistration registration) =>
        (Services, _registration) = (services, registration);

    /// <summary>The services that the engine was added to.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The key of its services; null if they have none.</summary>
    public string? Key => _registration.Key;

    /// <summary>Adds a reader, which is used for files with the extensions that it names.</summary>
    /// <param name="reader">Creates the reader.</param>
    public SearchEngineBuilder UseReader(Func<IServiceProvider, IDocumentReader> reader) => Use(reader);

    /// <inheritdoc cref="UseReader(Func{IServiceProvider, IDocumentReader})"/>
    /// <param name="reader">The reader.</param>
    public SearchEngineBuilder UseReader(IDocumentReader reader) => Use(reader);

    /// <summary>Replaces the way in which documents are divided into passages.</summary>
    /// <param name="chunker">Creates the chunker.</param>
    public SearchEngineBuilder UseChunker(Func<IServiceProvider, IChunker> chunker) => Use(chunker);

    /// <inheritdoc cref="UseChunker(Func{IServiceProvider, IChunker})"/>
    /// <param name="chunker">The chunker.</param>
    public SearchEngineBuilder UseChunker(IChunker chunker) => Use(chunker);

    /// <summary>
    /// Replaces the encoder, possibly with one on another machine, to which passages and queries are then sent.
    /// <see cref="KnowledgeBaseOptions.CustomEncoder"/> says what it must provide.
    /// </summary>
    /// <param name="encoder">Creates the encoder.</param>
    public SearchEngineBuilder UseEncoder(Func<IServiceProvider, IEmbeddingGenerator<string, Embedding<float>>> encoder) => Use(encoder);

    /// <inheritdoc cref="UseEncoder(Func{IServiceProvider, IEmbeddingGenerator{string, Embedding{float}}})"/>
    /// <param name="encoder">The encoder.</param>
    public SearchEngineBuilder UseEncoder(IEmbeddingGenerator<string, Embedding<float>> encoder) => Use(encoder);

    /// <summary>Replaces the re-ranker. <see cref="KnowledgeBaseOptions.CustomReranker"/> says what its scores must be.</summary>
    /// <param name="reranker">Creates the re-ranker.</param>
    public SearchEngineBuilder UseReranker(Func<IServiceProvider, IReranker> reranker) => Use(reranker);

    /// <inheritdoc cref="UseReranker(Func{IServiceProvider, IReranker})"/>
    /// <param name="reranker">The re-ranker.</param>
    public SearchEngineBuilder UseReranker(IReranker reranker) => Use(reranker);

    /// <summary>
    /// Replaces the model that writes answers, possibly with one on another machine, to which questions and passages are then sent.
    /// </summary>
    /// <param name="client">Creates the client of the model.</param>
    public SearchEngineBuilder UseChatClient(Func<IServiceProvider, IChatClient> client) => Use(client);

    /// <inheritdoc cref="UseChatClient(Func{IServiceProvider, IChatClient})"/>
    /// <param name="client">The client of the model.</param>
    public SearchEngineBuilder UseChatClient(IChatClient client) => Use(client);

    private SearchEngineBuilder Use<T>(T part)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(part);
        Services.AddKeyedSingleton(_registration.CustomParts, part);
        return this;
    }

    private SearchEngineBuilder Use<T>(Func<IServiceProvider, T> create)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.AddKeyedSingleton<T>(_registration.CustomParts, (provider, _) => create(provider));
        return this;
    }
}
