using Microsoft.Extensions.AI;

namespace SearchEngine.Models;

/// <summary>A knowledge base's encoder for applications. Loaded on first use; disposing it does nothing.</summary>
/// <param name="encoder">The encoder.</param>
/// <param name="modelName">The name of the model.</param>
/// <param name="custom">The encoder that the application supplied, or null.</param>
internal sealed class EncoderService(
    SharedModel<PassageEncoder> encoder, string modelName, IEmbeddingGenerator<string, Embedding<float>>? custom)
    : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingGeneratorMetadata _metadata = new("SearchEngine", null, modelName);

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        return encoder.UseAsync(loaded => loaded.Generator.GenerateAsync(values, options, cancellationToken), cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is null && serviceType.IsInstanceOfType(this)) return this;
        // The metadata of a loaded model also name the number of dimensions.
        if ((custom ?? encoder.Loaded?.Generator)?.GetService(serviceType, serviceKey) is { } service) return service;
        return serviceKey is null && serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata : null;
    }

    public void Dispose()
    {
    }
}
