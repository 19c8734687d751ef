using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;
using SearchEngine.VectorStore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds vector stores to an application's services.</summary>
public static class SearchVectorStoreServiceCollectionExtensions
{
    /// <summary>Adds a vector store, which makes vectors by the application's embedding generator where the options name none.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="path">The store's file.</param>
    /// <param name="options">What makes vectors of texts.</param>
    /// <param name="serviceKey">The key of the service; null for none.</param>
    /// <param name="lifetime">How long one lives; any number of them can share a file.</param>
    public static IServiceCollection AddSearchVectorStore(
        this IServiceCollection services, string path, SearchVectorStoreOptions? options = null, object? serviceKey = null, ServiceLifetime lifetime = ServiceLifetime.Singleton)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        services.Add(new ServiceDescriptor(typeof(SearchVectorStore), serviceKey, (provider, _) => new SearchVectorStore(path, WithDefaultGenerator(options, provider)), lifetime));
        services.Add(new ServiceDescriptor(typeof(VectorStore), serviceKey, (provider, key) => provider.GetRequiredKeyedService<SearchVectorStore>(key), lifetime));
        return services;
    }

    /// <summary>Adds a collection of a vector store, which makes vectors by the application's embedding generator where the options name none.</summary>
    /// <typeparam name="TKey">Type of the key.</typeparam>
    /// <typeparam name="TRecord">Type of the records.</typeparam>
    /// <param name="services">The application's services.</param>
    /// <param name="name">Name of the collection.</param>
    /// <param name="path">The store's file.</param>
    /// <param name="definition">What the records are; null for what their attributes say.</param>
    /// <param name="options">What makes vectors of texts.</param>
    /// <param name="serviceKey">The key of the service; null for none.</param>
    /// <param name="lifetime">How long one lives; any number of them can share a file.</param>
    public static IServiceCollection AddSearchVectorCollection<TKey, TRecord>(
        this IServiceCollection services, string name, string path, VectorStoreCollectionDefinition? definition = null, SearchVectorStoreOptions? options = null, object? serviceKey = null,
        ServiceLifetime lifetime = ServiceLifetime.Singleton) where TKey : notnull where TRecord : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        services.Add(new ServiceDescriptor(typeof(SearchVectorCollection<TKey, TRecord>), serviceKey, (provider, _) => new SearchVectorCollection<TKey, TRecord>(path, name, definition, WithDefaultGenerator(options, provider)), lifetime));
        foreach (Type type in (Type[])[typeof(VectorStoreCollection<TKey, TRecord>), typeof(IVectorSearchable<TRecord>), typeof(IKeywordHybridSearchable<TRecord>)])
            services.Add(new ServiceDescriptor(type, serviceKey, (provider, key) => provider.GetRequiredKeyedService<SearchVectorCollection<TKey, TRecord>>(key), lifetime));
        return services;
    }

    private static SearchVectorStoreOptions WithDefaultGenerator(SearchVectorStoreOptions? options, IServiceProvider provider) =>
        new() { EmbeddingGenerator = options?.EmbeddingGenerator ?? provider.GetService<IEmbeddingGenerator>() ?? provider.GetService<IEmbeddingGenerator<string, Embedding<float>>>() };
}
