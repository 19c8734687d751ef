using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel.Data;
using SearchEngine;
using SearchEngine.SemanticKernel.Plugins;
using SearchEngine.SemanticKernel.TextSearch;

namespace Microsoft.SemanticKernel;

/// <summary>Gives a kernel a knowledge base, and its models.</summary>
public static class SearchEngineKernelExtensions
{
    /// <summary>The name that the plugin goes by where none is given.</summary>
    public const string PluginName = "SearchEngine";

    /// <summary>Adds a plugin with the functions <c>search</c>, <c>ask</c> and <c>get</c> over a knowledge base, for models that call functions and for templates: <c>{{search $question}}</c>.</summary>
    /// <param name="plugins">The kernel's plugins.</param>
    /// <param name="knowledge">The knowledge base; it stays the caller's to dispose.</param>
    /// <param name="name">Name of the plugin.</param>
    public static KernelPlugin AddSearchEngine(this ICollection<KernelPlugin> plugins, KnowledgeBase knowledge, string name = PluginName)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        ArgumentNullException.ThrowIfNull(knowledge);
        KernelPlugin plugin = KernelPluginFactory.CreateFromObject(new KnowledgePlugin(knowledge), name);
        plugins.Add(plugin);
        return plugin;
    }

    /// <summary>Adds the plugin over the knowledge base among the services, which <see cref="SearchEngineServiceCollectionExtensions.AddSearchEngine"/> puts there.</summary>
    /// <param name="plugins">The plugins of a kernel's builder.</param>
    /// <param name="key">The key of the search engine; null where it has none.</param>
    /// <param name="name">Name of the plugin.</param>
    public static IKernelBuilderPlugins AddSearchEngine(this IKernelBuilderPlugins plugins, string? key = null, string name = PluginName)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        plugins.Services.AddSingleton(provider => KernelPluginFactory.CreateFromObject(new KnowledgePlugin(provider.GetRequiredKeyedService<KnowledgeBase>(key)), name));
        return plugins;
    }

    /// <summary>Makes what writes a knowledge base's answers the kernel's chat service.</summary>
    /// <param name="builder">The kernel's builder.</param>
    /// <param name="knowledge">The knowledge base; it stays the caller's to dispose.</param>
    /// <param name="serviceId">Name of the service, for a kernel that has several.</param>
    /// <remarks>The model in the box reads passages and answers from them; it calls no functions. For an agent that does, keep its own chat service and add the plugin.</remarks>
    public static IKernelBuilder AddSearchEngineChatClient(this IKernelBuilder builder, KnowledgeBase knowledge, string? serviceId = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(knowledge);
        builder.Services.AddKeyedSingleton<IChatClient>(serviceId, (_, _) => knowledge.Generator);
        return builder;
    }

    /// <summary>Makes a knowledge base's encoder the kernel's embedding service.</summary>
    /// <param name="builder">The kernel's builder.</param>
    /// <param name="knowledge">The knowledge base; it stays the caller's to dispose.</param>
    /// <param name="serviceId">Name of the service, for a kernel that has several.</param>
    public static IKernelBuilder AddSearchEngineEmbeddingGenerator(this IKernelBuilder builder, KnowledgeBase knowledge, string? serviceId = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(knowledge);
        builder.Services.AddKeyedSingleton<IEmbeddingGenerator<string, Embedding<float>>>(serviceId, (_, _) => knowledge.Encoder);
        return builder;
    }

    /// <summary>Makes a knowledge base the kernel's text search.</summary>
    /// <param name="builder">The kernel's builder.</param>
    /// <param name="knowledge">The knowledge base; it stays the caller's to dispose.</param>
    /// <param name="serviceId">Name of the service, for a kernel that has several.</param>
    public static IKernelBuilder AddSearchEngineTextSearch(this IKernelBuilder builder, KnowledgeBase knowledge, string? serviceId = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(knowledge);
        builder.Services.AddKeyedSingleton<ITextSearch<FoundPassage>>(serviceId, (_, _) => new KnowledgeTextSearch(knowledge));
        return builder;
    }
}
