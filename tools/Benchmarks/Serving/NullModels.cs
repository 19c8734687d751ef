using Microsoft.Extensions.AI;
using SearchEngine.Reranker;

namespace SearchEngine.Benchmarks.Serving;

/// <summary>An encoder, a re-ranker and a chat client that return the same result every time.</summary>
internal sealed class NullModels : IEmbeddingGenerator<string, Embedding<float>>, IReranker, IChatClient
{
    private readonly Task<GeneratedEmbeddings<Embedding<float>>> _embeddings =
        Task.FromResult(new GeneratedEmbeddings<Embedding<float>>([new Embedding<float>(new float[384])]));
    private readonly Task<RerankResults> _scores = Task.FromResult(new RerankResults([], 0));
    private readonly Task<ChatResponse> _response = Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "")));
    private readonly EmbeddingGeneratorMetadata _metadata = new("null", null, "null", 384);

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values,
        EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _embeddings;

    public Task<RerankResults> RerankAsync(
        string query,
        IReadOnlyList<string> passages,
        RerankBudget budget = default,
        CancellationToken cancellationToken = default) =>
        _scores;

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _response;

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default) =>
        AsyncEnumerable.Empty<ChatResponseUpdate>();

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata : null;

    public void Dispose()
    {
    }
}
