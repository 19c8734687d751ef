using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using SearchEngine.Engine.Tests.Hosting;

namespace SearchEngine.Engine.Tests.Models;

/// <summary>The overhead of the layers between a caller and a model, measured on a model that does nothing.</summary>
public sealed class LayersTests : IDisposable
{
    private const int Calls = 1000, Kilobyte = 1024;

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Generator_NullModel_AddsLessThanAKilobytePerCall()
    {
        ServiceCollection collection = new();
        NullClient model = new();
        collection.AddSearchEngine(options =>
        {
            options.Use(_workspace);
            options.Answers = true;
        }).WithStandIns().UseChatClient(model);
        await using ServiceProvider services = collection.BuildServiceProvider();
        IChatClient served = services.GetRequiredService<KnowledgeBase>().Generator;
        ChatMessage[] messages = [new(ChatRole.User, "Hello.")];

        long bare = await BytesAsync(model, messages), layered = await BytesAsync(served, messages);

        Assert.True(layered - bare < Kilobyte, $"{layered - bare} bytes a call");
    }

    /// <summary>
    /// Measures the bytes allocated per warm call. Every await completes synchronously, so all of them are on this thread.
    /// </summary>
    private static async Task<long> BytesAsync(IChatClient client, ChatMessage[] messages)
    {
        for (int i = 0; i < Calls; i++) await client.GetResponseAsync(messages, cancellationToken: Workspace.Token);
        return Measure();

        long Measure()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Calls; i++)
                Assert.True(client.GetResponseAsync(messages, cancellationToken: Workspace.Token).IsCompletedSuccessfully);
            return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
        }
    }

    private sealed class NullClient : IChatClient
    {
        private readonly ChatResponse _response = new(new ChatMessage(ChatRole.Assistant, ""));

        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default) => Task.FromResult(_response);

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            AsyncEnumerable.Empty<ChatResponseUpdate>();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
