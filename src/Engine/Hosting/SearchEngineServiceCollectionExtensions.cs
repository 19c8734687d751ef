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
    /// Adds a search engine: <see cref="KnowledgeBase"/>, an <see cref="IChatClient"/> that answers from its documents with citations, its encoder as <see cref="IEmbeddingGenerator{TInput, TEmbedding}"/>, its
    /// <see cref="IReranker"/>, and, where folders are named, their indexing in the background. Services of these types that the application has already stay as they are.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options, which are checked when the application starts.</param>
    public static SearchEngineBuilder AddSearchEngine(this IServiceCollection services, Action<SearchEngineOptions>? configure = null) => Add(services, new EngineRegistration(null), configure);

    /// <summary>Adds one of several search engines, each with an index of its own. Its services are those of <see cref="AddSearchEngine"/> under a key.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="key">The key, and the name of its options.</param>
    /// <param name="configure">Sets the options, which are checked when the application starts.</param>
    public static SearchEngineBuilder AddKeyedSearchEngine(this IServiceCollection services, string key, Action<SearchEngineOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return Add(services, new EngineRegistration(key), configure);
    }

    private static SearchEngineBuilder Add(IServiceCollection services, EngineRegistration registration, Action<SearchEngineOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (configure is not null) services.Configure(registration.Name, configure);
        SearchEngineBuilder builder = new(services, registration);
        // Asked for twice, it is one engine with the options of both.
        if (services.Any(service => service is { IsKeyedService: false, ImplementationInstance: EngineRegistration known } && known == registration)) return builder;

        services.AddSingleton(registration);
        services.AddOptions<SearchEngineOptions>(registration.Name).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SearchEngineOptions>>(provider => new SearchEngineOptionsValidation(registration, provider.GetServices<EngineRegistration>(), provider));
        string? key = registration.Key;
        services.TryAddKeyedSingleton(key, (provider, _) => KnowledgeBaseFactory.Create(provider, registration));
        services.TryAddKeyedSingleton(key, (provider, _) => provider.GetRequiredKeyedService<KnowledgeBase>(key).Encoder);
        services.TryAddKeyedSingleton(key, (provider, _) => provider.GetRequiredKeyedService<KnowledgeBase>(key).Reranker);
        services.TryAddKeyedSingleton(key, (provider, _) => Answering(provider, registration));
        services.AddSingleton<IHostedService>(provider => new BackgroundIndexing(
            provider.GetRequiredKeyedService<KnowledgeBase>(key), Options(provider, registration), provider.GetService<ILogger<BackgroundIndexing>>() ?? NullLogger<BackgroundIndexing>.Instance));
        return builder;
    }

    private static IChatClient Answering(IServiceProvider provider, EngineRegistration registration) => Options(provider, registration).Answers
        ? provider.GetRequiredKeyedService<KnowledgeBase>(registration.Key).AsChatClient()
        : throw new InvalidOperationException("SearchEngineOptions.Answers is false, so there is no chat client that answers: set it, or ask for KnowledgeBase and search alone.");

    private static SearchEngineOptions Options(IServiceProvider provider, EngineRegistration registration) => provider.GetRequiredService<IOptionsMonitor<SearchEngineOptions>>().Get(registration.Name);
}
