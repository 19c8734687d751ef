using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SearchEngine;
using SearchEngine.Hosting;
using SearchEngine.Reranker;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a search engine to an application's services.</summary>
public static class SearchEngineServiceCollectionExtensions
{
    /// <summary>
    /// Adds a search engine: a <see cref="KnowledgeBase"/>, an <see cref="IChatClient"/> that answers from its documents with citations,
    /// its encoder as <see cref="IEmbeddingGenerator{TInput, TEmbedding}"/>, its <see cref="IReranker"/>, and background indexing of the
    /// folders in its options. Services of these types that the application already has are kept.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options, which are validated when the application starts.</param>
    public static SearchEngineBuilder AddSearchEngine(this IServiceCollection services, Action<SearchEngineOptions>? configure = null) =>
        Add(services, new EngineRegistration(null), configure);

    /// <summary>
    /// Adds one of several search engines, each with its own index. Its services are those of <see cref="AddSearchEngine"/> under a key.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="key">The key, and the name of its options.</param>
    /// <param name="configure">Sets the options, which are validated when the application starts.</param>
    public static SearchEngineBuilder AddKeyedSearchEngine(
        this IServiceCollection services, string key, Action<SearchEngineOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return Add(services, new EngineRegistration(key), configure);
    }

    private static SearchEngineBuilder Add(
        IServiceCollection services, EngineRegistration registration, Action<SearchEngineOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (configure is not null) services.Configure(registration.Name, configure);
        SearchEngineBuilder builder = new(services, registration);
        // Adding an engine twice adds the options of both calls to one engine.
        if (services.Any(service => !service.IsKeyedService && registration.Equals(service.ImplementationInstance))) return builder;

        string? key = registration.Key;
        services.AddSingleton(registration);
        services.AddOptions<SearchEngineOptions>(registration.Name).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SearchEngineOptions>>(
            provider => new SearchEngineOptionsValidation(registration, provider.GetServices<EngineRegistration>(), provider));
        services.TryAddKeyedSingleton(key, (provider, _) => KnowledgeBaseFactory.Create(provider, registration));
        services.TryAddKeyedSingleton(key, (provider, _) => GetKnowledgeBase(provider, key).Encoder);
        services.TryAddKeyedSingleton(key, (provider, _) => GetKnowledgeBase(provider, key).Reranker);
        services.TryAddKeyedSingleton(key, (provider, _) => CreateChatClient(provider, registration));
        services.AddSingleton<IHostedService>(provider => CreateBackgroundIndexing(provider, registration));
        return builder;
    }

    private static IChatClient CreateChatClient(IServiceProvider provider, EngineRegistration registration)
    {
        if (!GetOptions(provider, registration).Answers)
        {
            throw new InvalidOperationException(
                "There is no chat client because SearchEngineOptions.Answers is false. Set it to true, or use KnowledgeBase to search.");
        }
        return GetKnowledgeBase(provider, registration.Key).AsChatClient();
    }

    private static BackgroundIndexing CreateBackgroundIndexing(IServiceProvider provider, EngineRegistration registration)
    {
        ILogger<BackgroundIndexing> log =
            provider.GetService<ILogger<BackgroundIndexing>>() ?? NullLogger<BackgroundIndexing>.Instance;
        return new BackgroundIndexing(GetKnowledgeBase(provider, registration.Key), GetOptions(provider, registration), log);
    }

    private static KnowledgeBase GetKnowledgeBase(IServiceProvider provider, string? key) =>
        provider.GetRequiredKeyedService<KnowledgeBase>(key);

    private static SearchEngineOptions GetOptions(IServiceProvider provider, EngineRegistration registration) =>
        provider.GetRequiredService<IOptionsMonitor<SearchEngineOptions>>().Get(registration.Name);
}
