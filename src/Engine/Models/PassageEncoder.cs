using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using SearchEngine.Encoder;

namespace SearchEngine.Models;

/// <summary>
/// Computes unit vectors of passages and queries, with the model of a folder or with the application's own embedding generator.
/// </summary>
internal sealed class PassageEncoder : IDisposable
{
    private readonly TextEncoder? _model;

    private PassageEncoder(IEmbeddingGenerator<string, Embedding<float>> generator, string fingerprint) =>
        (Generator, Fingerprint, _model) = (generator, fingerprint, generator as TextEncoder);

    public IEmbeddingGenerator<string, Embedding<float>> Generator { get; }

    /// <summary>Identifies everything that determines a vector: embeddings of different fingerprints are not comparable.</summary>
    public string Fingerprint { get; }

    /// <summary>Problems with the device or the cache that the user should know about.</summary>
    public IEnumerable<string?> Notices => [_model?.Device.Notice, _model?.CacheNotice];

    public static PassageEncoder Load(EncoderSettings settings)
    {
        if (settings.Custom is { } custom) return new PassageEncoder(custom, GetFingerprint(custom));
        TextEncoder model = TextEncoder.Load(settings.ModelFolder, settings.Options);
        return new PassageEncoder(model, model.Fingerprint);
    }

    /// <summary>Computes the <see cref="Fingerprint"/> of an encoder without loading it.</summary>
    public static string ComputeFingerprint(EncoderSettings settings) =>
        settings.Custom is { } custom ? GetFingerprint(custom) : TextEncoder.ComputeFingerprint(settings.ModelFolder, settings.Options);

    /// <summary>Returns the name to show for an encoder.</summary>
    public static string GetName(EncoderSettings settings) => settings.Custom is { } custom
        ? GetModelId(custom) ?? "unnamed"
        : Path.GetFileName(Path.TrimEndingDirectorySeparator(settings.ModelFolder));

    public async Task<IReadOnlyList<ReadOnlyMemory<float>>> EncodeAsync(IEnumerable<string> passages, CancellationToken cancellation)
    {
        GeneratedEmbeddings<Embedding<float>> embeddings =
            await Generator.GenerateAsync(passages, cancellationToken: cancellation).ConfigureAwait(false);
        return [.. embeddings.Select(embedding => _model is null ? Normalize(embedding.Vector) : embedding.Vector)];
    }

    public async Task<ReadOnlyMemory<float>> EncodeQueryAsync(string query, CancellationToken cancellation)
    {
        if (_model is null)
        {
            GeneratedEmbeddings<Embedding<float>> embeddings =
                await Generator.GenerateAsync([query], TextRoleOptions.ForQueries(), cancellation).ConfigureAwait(false);
            return Normalize(embeddings[0].Vector);
        }
        float[] vector = new float[_model.Dimensions];
        _model.Encode(query, TextRole.Query, vector);
        return vector;
    }

    /// <summary>Disposes the model. A custom generator belongs to the application.</summary>
    public void Dispose() => _model?.Dispose();

    private static string GetFingerprint(IEmbeddingGenerator generator)
    {
        string model = GetModelId(generator) ?? throw new InvalidOperationException(
            $"{generator.GetType().Name} does not name its model, but all vectors of an index must come from the same model. "
            + "Return an EmbeddingGeneratorMetadata with a DefaultModelId from its GetService method.");
        EmbeddingGeneratorMetadata metadata = generator.GetService<EmbeddingGeneratorMetadata>()!;
        return $"given:{metadata.ProviderName}/{model}/{metadata.DefaultModelDimensions}";
    }

    private static string? GetModelId(IEmbeddingGenerator generator) =>
        generator.GetService<EmbeddingGeneratorMetadata>()?.DefaultModelId;

    private static ReadOnlyMemory<float> Normalize(ReadOnlyMemory<float> vector)
    {
        float norm = TensorPrimitives.Norm(vector.Span);
        if (norm == 0) return vector;
        float[] unit = new float[vector.Length];
        TensorPrimitives.Divide(vector.Span, norm, unit);
        return unit;
    }
}
