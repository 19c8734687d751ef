using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SearchEngine.Documents;
using SearchEngine.Documents.Chunking;
using SearchEngine.Reranker;

namespace SearchEngine.Hosting;

/// <summary>Puts a knowledge base together from options and from the parts that an application gave.</summary>
internal static class KnowledgeBaseFactory
{
    public static KnowledgeBase Create(IServiceProvider provider, EngineRegistration registration)
    {
        SearchEngineOptions options = provider.GetRequiredService<IOptionsMonitor<SearchEngineOptions>>().Get(registration.Name);
        KnowledgeBaseOptions defaults = new();
        return KnowledgeBase.Create(new KnowledgeBaseOptions
        {
            IndexPath = options.IndexPath,
            ModelFolder = options.ModelFolder ?? defaults.ModelFolder,
            RerankerFolder = options.RerankerFolder ?? defaults.RerankerFolder,
            GeneratorPath = options.GeneratorPath ?? defaults.GeneratorPath,
            Encoder = options.Encoder,
            Reranker = options.Reranker,
            Generator = options.Generator,
            PreloadEncoder = options.Preload,
            PreloadReranker = options.Preload,
            PreloadGenerator = options.Preload && options.Answers,
            MaxFileSize = options.MaxFileSize ?? defaults.MaxFileSize,
            ReadingLimit = options.ReadingLimit ?? defaults.ReadingLimit,
            Readers = provider.GetKeyedServices<IDocumentReader>(registration.Parts).Aggregate(defaults.Readers, (readers, reader) => readers.With(reader)),
            Chunker = provider.GetKeyedService<IChunker>(registration.Parts) ?? defaults.Chunker,
            CustomEncoder = provider.GetKeyedService<IEmbeddingGenerator<string, Embedding<float>>>(registration.Parts),
            CustomReranker = provider.GetKeyedService<IReranker>(registration.Parts),
            ChatClient = provider.GetKeyedService<IChatClient>(registration.Parts),
        });
    }

    /// <summary>Whether the application gave a part of its own; told without making it.</summary>
    public static bool Has<T>(IServiceProvider provider, EngineRegistration registration) =>
        provider.GetService<IServiceProviderIsKeyedService>()?.IsKeyedService(typeof(T), registration.Parts) == true;
}
