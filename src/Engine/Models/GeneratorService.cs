using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace SearchEngine.Models;

/// <summary>A knowledge base's generator for applications. Loaded on first use; disposing it does nothing.</summary>
/// <param name="generator">The generator.</param>
/// <param name="modelName">The name of the model.</param>
/// <param name="custom">The client that the application supplied, or null.</param>
internal sealed class GeneratorService(SharedModel<IChatClient> generator, string modelName, IChatClient? custom) : IChatClient
{
    private readonly ChatClientMetadata _metadata = new("searchengine", null, modelName);

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return generator.UseAsync(loaded => loaded.GetResponseAsync(messages, options, cancellationToken), cancellationToken);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        // The call ends before the stream does: otherwise an application that disposes the knowledge base while reading the stream would
        // wait for itself.
        IChatClient client = await generator.UseAsync(Task.FromResult, cancellationToken).ConfigureAwait(false);
        IAsyncEnumerable<ChatResponseUpdate> updates = client.GetStreamingResponseAsync(messages, options, cancellationToken);
        await foreach (ChatResponseUpdate update in updates.ConfigureAwait(false)) yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is null && serviceType.IsInstanceOfType(this)) return this;
        if ((custom ?? generator.Loaded)?.GetService(serviceType, serviceKey) is { } service) return service;
        return serviceKey is null && serviceType == typeof(ChatClientMetadata) ? _metadata : null;
    }

    public void Dispose()
    {
    }
}
