using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace SearchEngine.Engine.Tests.Answers;

/// <summary>A model that streams a fixed answer word by word and records its prompts.</summary>
internal sealed class QuotingClient(string answer) : IChatClient
{
    public List<string> Prompts { get; } = [];

    public bool Disposed { get; private set; }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Prompts.Add(messages.Last().Text);
        foreach (string word in answer.Split(' '))
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return new ChatResponseUpdate(ChatRole.Assistant, word + " ");
        }
        yield return new ChatResponseUpdate(
            ChatRole.Assistant,
            [new UsageContent(new UsageDetails { InputTokenCount = 40, OutputTokenCount = 8, TotalTokenCount = 48 })]);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("test", null, "quoting") : null;

    public void Dispose() => Disposed = true;
}
