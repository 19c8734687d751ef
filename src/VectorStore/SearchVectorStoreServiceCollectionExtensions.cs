using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;
using SearchEngine.VectorStore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds vector stores to the services of an application.</summary>
public static class SearchVectorStoreServiceCollectionExtensions
{
    /// <summary>Adds a vector store. It uses the application's embedding generator unless the options name one.</summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="path">The file of the store.</param>
    /// <param name="options">The embedding generator for texts.</param>
    /// <param name="serviceKey">The key of the service; null for none.</param>
    /// <param name="lifetime">The lifetime of the service; any number of instances can share a file.</param>
    public static IServiceCollection AddSearchVectorStore(
        this IServiceCollection services,
        string path,
        SearchVectorStoreOptions? options = null,
        object? serviceKey = null,
        ServiceLifetime lifetime = ServiceLifetime.Singleton)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        services.Add(new ServiceDescriptor(
            typeof(SearchVectorStore),
            serviceKey,
            (provider, _) => new SearchVectorStore(path, WithDefaultGenerator(options, provider)),
            lifetime));
        services.Add(new ServiceDescriptor(
            typeof(VectorStore),
            serviceKey,
            (provider, key) => provider.GetRequiredKeyedService<SearchVectorStore>(key),
            lifetime));
        return services;
    }

    /// <summary>
    /// Adds a collection of a vector store. It uses the application's embedding generator unless the options name one.
    /// </summary>
    /// <typeparam name="TKey">The type of the key.</typeparam>
    /// <typeparam name="TRecord">The type of the records.</typeparam>
    /// <param name="services">The services of the application.</param>
    /// <param name="name">The name of the collection.</param>
    /// <param name="path">The file of the store.</param>
    /// <param name="definition">The definition of the records; null to use their attributes.</param>
    /// <param name="options">The embedding generator for texts.</param>
    /// <param name="serviceKey">The key of the service; null for none.</param>
    /// <param name="lifetime">The lifetime of the service; any number of instances can share a file.</param>
    public static IServiceCollection AddSearchVectorCollection<TKey, TRecord>(
        this IServiceCollection services,
        string name,
        string path,
        VectorStoreCollectionDefinition? definition = null,
        SearchVectorStoreOptions? options = null,
        object? serviceKey = null,
        ServiceLifetime lifetime = ServiceLifetime.Singleton)
        where TKey : notnull
        where TRecord : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        services.Add(new ServiceDescriptor(
            typeof(SearchVectorCollection<TKey, TRecord>),
            serviceKey,
            (provider, _) => new SearchVectorCollection<TKey, TRecord>(path, name, definition, WithDefaultGenerator(options, provider)),
            lifetime));
        Type[] abstractions =
        [
            typeof(VectorStoreCollection<TKey, TRecord>),
            typeof(IVectorSearchable<TRecord>),
            typeof(IKeywordHybridSearchable<TRecord>),
        ];
        foreach (Type type in abstractions)
        {
            services.Add(new ServiceDescriptor(
                type,
                serviceKey,
                (provider, key) => provider.GetRequiredKeyedService<SearchVectorCollection<TKey, TRecord>>(key),
                lifetime));
        }
        return services;
    }

    private static SearchVectorStoreOptions WithDefaultGenerator(SearchVectorStoreOptions? options, IServiceProvider provider) => new()
    {
        EmbeddingGenerator = options?.EmbeddingGenerator
            ?? provider.GetService<IEmbeddingGenerator>()
            ?? provider.GetService<IEmbeddingGenerator<string, Embedding<float>>>(),
    };
}
