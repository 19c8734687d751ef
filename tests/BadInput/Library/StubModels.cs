using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using SearchEngine.Reranker;

namespace SearchEngine.BadInput.Tests.Library;

/// <summary>Stub models that report each call and return constant results.</summary>
internal sealed class StubModels(Func<CancellationToken, Task> called)
    : IEmbeddingGenerator<string, Embedding<float>>, IReranker, IChatClient
{
    private readonly EmbeddingGeneratorMetadata _metadata = new("test", null, "stand-in", 4);

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        await called(cancellationToken);
        return new GeneratedEmbeddings<Embedding<float>>(values.Select(_ => new Embedding<float>(new float[] { 1, 0, 0, 0 })));
    }

    public async Task<RerankResults> RerankAsync(
        string query, IReadOnlyList<string> passages, RerankBudget budget = default, CancellationToken cancellationToken = default)
    {
        await called(cancellationToken);
        return new RerankResults(
            [.. passages.Select((_, i) => new RerankedPassage(i, new PassageScore(4, 0.9f, null, null)))], passages.Count);
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (string word in (string[])["At ", "nine ", "[1]."])
        {
            await called(cancellationToken);
            yield return new ChatResponseUpdate(ChatRole.Assistant, word);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata : null;

    public void Dispose()
    {
    }
}
