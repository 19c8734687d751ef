using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace SearchEngine.Models;

/// <summary>What writes a knowledge base's answers as others see it: loaded when it is first used, and not theirs to dispose of.</summary>
internal sealed class GeneratorService(KnowledgeBase knowledge, string model, IChatClient? given) : IChatClient
{
    private readonly ChatClientMetadata _metadata = new("searchengine", null, model);

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        IChatClient client = await knowledge.GeneratorAsync(cancellationToken).ConfigureAwait(false);
        return await client.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        IChatClient client = await knowledge.GeneratorAsync(cancellationToken).ConfigureAwait(false);
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false)) yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is null && serviceType.IsInstanceOfType(this)) return this;
        return (given ?? knowledge.LoadedGenerator)?.GetService(serviceType, serviceKey) ?? (serviceKey is null && serviceType == typeof(ChatClientMetadata) ? _metadata : null);
    }

    public void Dispose()
    {
    }
}
