using Microsoft.Extensions.AI;

namespace SearchEngine.Models;

/// <summary>A knowledge base's encoder as others see it: loaded when it is first used, and not theirs to dispose of.</summary>
internal sealed class EncoderService(KnowledgeBase knowledge, string model, IEmbeddingGenerator<string, Embedding<float>>? given) : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingGeneratorMetadata _metadata = new("SearchEngine", null, model);

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        return knowledge.WithEncoderAsync(encoder => encoder.GenerateAsync(values, options, cancellationToken), cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is null && serviceType.IsInstanceOfType(this)) return this;
        // The length of an embedding is known once the model is.
        return (given ?? knowledge.LoadedEncoder)?.GetService(serviceType, serviceKey) ?? (serviceKey is null && serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata : null);
    }

    public void Dispose()
    {
    }
}
