using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using SearchEngine.Encoder;

namespace SearchEngine.Models;

/// <summary>What makes vectors of passages and queries: the encoder of a model folder, or a generator that a program gave. Of the latter's vectors only the direction counts, as of the former's.</summary>
internal sealed class PassageEncoder : IDisposable
{
    private readonly TextEncoder? _model;

    private PassageEncoder(IEmbeddingGenerator<string, Embedding<float>> generator, string fingerprint) =>
        (Generator, Fingerprint, _model) = (generator, fingerprint, generator as TextEncoder);

    public IEmbeddingGenerator<string, Embedding<float>> Generator { get; }

    /// <summary>Identifies what decides a vector.</summary>
    public string Fingerprint { get; }

    /// <summary>What is not as it was asked for.</summary>
    public IEnumerable<string?> Notices => [_model?.Device.Notice, _model?.CacheNotice];

    public static PassageEncoder Load(KnowledgeBaseOptions options)
    {
        if (options.CustomEncoder is { } custom) return new PassageEncoder(custom, FingerprintOf(custom));
        TextEncoder model = TextEncoder.Load(options.ModelFolder, options.Encoder);
        return new PassageEncoder(model, model.Fingerprint);
    }

    /// <summary>The <see cref="Fingerprint"/> that a knowledge base's encoder has, without loading it.</summary>
    public static string Identify(KnowledgeBaseOptions options) => options.CustomEncoder is { } custom ? FingerprintOf(custom) : TextEncoder.ComputeFingerprint(options.ModelFolder, options.Encoder);

    /// <summary>What to call a knowledge base's encoder.</summary>
    public static string NameOf(KnowledgeBaseOptions options) =>
        options.CustomEncoder is { } custom ? ModelOf(custom) ?? "unnamed" : Path.GetFileName(Path.TrimEndingDirectorySeparator(options.ModelFolder));

    public async Task<IReadOnlyList<ReadOnlyMemory<float>>> EncodeAsync(IEnumerable<string> passages, CancellationToken cancellation)
    {
        GeneratedEmbeddings<Embedding<float>> embeddings = await Generator.GenerateAsync(passages, cancellationToken: cancellation).ConfigureAwait(false);
        return [.. embeddings.Select(embedding => _model is null ? Normalized(embedding.Vector) : embedding.Vector)];
    }

    public async Task<ReadOnlyMemory<float>> EncodeQueryAsync(string query, CancellationToken cancellation)
    {
        if (_model is null) return Normalized((await Generator.GenerateAsync([query], TextRoleOptions.ForQueries(), cancellation).ConfigureAwait(false))[0].Vector);
        float[] vector = new float[_model.Dimensions];
        _model.Encode(query, TextRole.Query, vector);
        return vector;
    }

    /// <summary>A generator that was given is the program's to dispose of.</summary>
    public void Dispose() => _model?.Dispose();

    private static string FingerprintOf(IEmbeddingGenerator generator)
    {
        string model = ModelOf(generator) ?? throw new InvalidOperationException(
            $"{generator.GetType().Name} does not name its model, and an index keeps to the vectors of one model: have its GetService give an EmbeddingGeneratorMetadata with a DefaultModelId.");
        EmbeddingGeneratorMetadata metadata = generator.GetService<EmbeddingGeneratorMetadata>()!;
        return $"given:{metadata.ProviderName}/{model}/{metadata.DefaultModelDimensions}";
    }

    private static string? ModelOf(IEmbeddingGenerator generator) => generator.GetService<EmbeddingGeneratorMetadata>()?.DefaultModelId;

    private static ReadOnlyMemory<float> Normalized(ReadOnlyMemory<float> vector)
    {
        float norm = TensorPrimitives.Norm(vector.Span);
        if (norm == 0) return vector;
        float[] unit = new float[vector.Length];
        TensorPrimitives.Divide(vector.Span, norm, unit);
        return unit;
    }
}
