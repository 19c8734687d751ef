using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel.Data;
using SearchEngine;
using SearchEngine.SemanticKernel.Plugins;
using SearchEngine.SemanticKernel.TextSearch;

namespace Microsoft.SemanticKernel;

/// <summary>Adds a knowledge base and its models to a kernel.</summary>
public static class SearchEngineKernelExtensions
{
    /// <summary>The default name of the plugin.</summary>
    public const string PluginName = "SearchEngine";

    /// <summary>
    /// Adds a plugin with the functions <c>search</c>, <c>ask</c> and <c>get</c> over a knowledge base, for models that call functions and
    /// for templates: <c>{{search $question}}</c>.
    /// </summary>
    /// <param name="plugins">The kernel's plugins.</param>
    /// <param name="knowledge">The knowledge base; the caller disposes it.</param>
    /// <param name="name">The name of the plugin.</param>
    public static KernelPlugin AddSearchEngine(this ICollection<KernelPlugin> plugins, KnowledgeBase knowledge, string name = PluginName)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        ArgumentNullException.ThrowIfNull(knowledge);
        KernelPlugin plugin = CreatePlugin(knowledge, name);
        plugins.Add(plugin);
        return plugin;
    }

    /// <summary>
    /// Adds the plugin over the knowledge base that <see cref="SearchEngineServiceCollectionExtensions.AddSearchEngine"/> registered.
    /// </summary>
    /// <param name="plugins">The plugins of a kernel builder.</param>
    /// <param name="key">The key of the search engine; null if it has none.</param>
    /// <param name="name">The name of the plugin.</param>
    public static IKernelBuilderPlugins AddSearchEngine(this IKernelBuilderPlugins plugins, string? key = null, string name = PluginName)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        plugins.Services.AddSingleton(provider => CreatePlugin(provider.GetRequiredKeyedService<KnowledgeBase>(key), name));
        return plugins;
    }

    /// <summary>Adds the model that writes a knowledge base's answers as the kernel's chat service.</summary>
    /// <param name="builder">The kernel builder.</param>
    /// <param name="knowledge">The knowledge base; the caller disposes it.</param>
    /// <param name="serviceId">The service id, for a kernel with several chat services.</param>
    /// <remarks>
    /// The bundled model answers from passages and does not call functions. For an agent that does, keep its own chat service and add the
    /// plugin.
    /// </remarks>
    public static IKernelBuilder AddSearchEngineChatClient(this IKernelBuilder builder, KnowledgeBase knowledge, string? serviceId = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(knowledge);
        builder.Services.AddKeyedSingleton<IChatClient>(serviceId, (_, _) => knowledge.Generator);
        return builder;
    }

    /// <summary>Adds a knowledge base's encoder as the kernel's embedding service.</summary>
    /// <param name="builder">The kernel builder.</param>
    /// <param name="knowledge">The knowledge base; the caller disposes it.</param>
    /// <param name="serviceId">The service id, for a kernel with several embedding services.</param>
    public static IKernelBuilder AddSearchEngineEmbeddingGenerator(
        this IKernelBuilder builder,
        KnowledgeBase knowledge,
        string? serviceId = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(knowledge);
        builder.Services.AddKeyedSingleton<IEmbeddingGenerator<string, Embedding<float>>>(serviceId, (_, _) => knowledge.Encoder);
        return builder;
    }

    /// <summary>
    /// Adds a knowledge base as the kernel's text search, also under the interface without a record type, which parts
    /// of the kernel require.
    /// </summary>
    /// <param name="builder">The kernel builder.</param>
    /// <param name="knowledge">The knowledge base; the caller disposes it.</param>
    /// <param name="serviceId">The service id, for a kernel with several text searches.</param>
    public static IKernelBuilder AddSearchEngineTextSearch(this IKernelBuilder builder, KnowledgeBase knowledge, string? serviceId = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(knowledge);
        builder.Services.AddKeyedSingleton<ITextSearch<FoundPassage>>(serviceId, (_, _) => new KnowledgeTextSearch(knowledge));
#pragma warning disable CS0618 // Obsolete, but TextSearchProvider and the plugins of KernelPluginFactory require it.
        builder.Services.AddKeyedSingleton<ITextSearch>(serviceId, (_, _) => new KnowledgeTextSearch(knowledge));
#pragma warning restore CS0618
        return builder;
    }

    private static KernelPlugin CreatePlugin(KnowledgeBase knowledge, string name) =>
        KernelPluginFactory.CreateFromObject(new KnowledgePlugin(knowledge), name);
}
