using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SearchEngine.Documents;
using SearchEngine.Documents.Chunking;
using SearchEngine.Reranker;

namespace SearchEngine.Hosting;

/// <summary>Creates the knowledge base of a search engine from its options and the parts that the application supplied.</summary>
internal static class KnowledgeBaseFactory
{
    public static KnowledgeBase Create(IServiceProvider provider, EngineRegistration registration)
    {
        SearchEngineOptions options = provider.GetRequiredService<IOptionsMonitor<SearchEngineOptions>>().Get(registration.Name);
        EngineRegistration.CustomPartKey key = registration.CustomParts;
        KnowledgeBaseOptions defaults = new();
        IEnumerable<IDocumentReader> readers = provider.GetKeyedServices<IDocumentReader>(key);
        return KnowledgeBase.Create(new KnowledgeBaseOptions
        {
            IndexPath = options.IndexPath,
            ModelFolder = options.ModelFolder ?? defaults.ModelFolder,
            RerankerFolder = options.RerankerFolder ?? defaults.RerankerFolder,
            AnswerEncoderFolder = options.AnswerEncoderFolder,
            GeneratorPath = options.GeneratorPath ?? defaults.GeneratorPath,
            Encoder = options.Encoder,
            Reranker = options.Reranker,
            Generator = options.Generator,
            PreloadEncoder = options.Preload,
            PreloadReranker = options.Preload,
            PreloadGenerator = options.Preload && options.Answers,
            MaxFileSize = options.MaxFileSize ?? defaults.MaxFileSize,
            ReadingLimit = options.ReadingLimit ?? defaults.ReadingLimit,
            Readers = readers.Aggregate(defaults.Readers, (all, reader) => all.With(reader)),
            Chunker = provider.GetKeyedService<IChunker>(key) ?? defaults.Chunker,
            CustomEncoder = provider.GetKeyedService<IEmbeddingGenerator<string, Embedding<float>>>(key),
            CustomReranker = provider.GetKeyedService<IReranker>(key),
            ChatClient = provider.GetKeyedService<IChatClient>(key),
        });
    }

    /// <summary>Returns whether the application supplied a part, without creating it.</summary>
    public static bool HasCustom<T>(IServiceProvider provider, EngineRegistration registration) =>
        provider.GetService<IServiceProviderIsKeyedService>()?.IsKeyedService(typeof(T), registration.CustomParts) == true;
}
