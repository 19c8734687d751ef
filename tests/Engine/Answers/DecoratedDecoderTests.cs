using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using SearchEngine.Answers;
using SearchEngine.Engine.Tests.Models;
using SearchEngine.Generator;
using SearchEngine.Tests;

namespace SearchEngine.Engine.Tests.Answers;

/// <summary>Tests the bundled decoder behind decorators: they see the prompt, and quotations are still constrained.</summary>
public sealed class DecoratedDecoderTests : IAsyncLifetime
{
    private const string Question = "When does the shop open?", Passage = "The shop opens at nine. It closes at five.";

    private readonly Workspace _workspace = new();
    private readonly Decoder _decoder = Decoder.Load(Path.Combine(Repository.Models, "answerer-moe-135m"));

    public async ValueTask InitializeAsync()
    {
        _workspace.Write("shop.txt", Passage);
        await _workspace.IndexAsync();
    }

    public ValueTask DisposeAsync()
    {
        _decoder.Dispose();
        _workspace.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Ask_DecoratedDecoder_DecoratorSeesTheCallAndQuotesAreConstrained()
    {
        RecordingClient recording = new(_decoder);
        await using KnowledgeBase knowledge = await OpenAsync(recording);

        Answer constrained = await knowledge.AskAsync(Question, new AskOptions { AlwaysAnswer = true }, Workspace.Token);
        Answer unconstrained = await knowledge.AskAsync(
            Question,
            new AskOptions { AlwaysAnswer = true, ConstrainQuotes = false },
            Workspace.Token);

        Assert.Equal(2, recording.Calls.Count);
        Assert.All(recording.Calls, call => Assert.EndsWith($"Question: {Question}", call.Prompt, StringComparison.Ordinal));
        Assert.All(recording.Calls, call => Assert.Equal(new AskOptions().MaxAnswerTokens, call.Options!.MaxOutputTokens));
        // The sentence that the stub re-ranker prefers; without the constraint the decoder quotes another.
        Assert.Contains("\"It closes at five.\" [1]", constrained.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"It closes at five.\"", unconstrained.Text, StringComparison.Ordinal);
        Assert.True(Assert.Single(constrained.Citations).Verbatim);
        Assert.True(constrained.Usage!.OutputTokenCount > 0);
        Assert.Equal(constrained.Usage.OutputTokenCount, constrained.Timings.Tokens);
    }

    [Fact]
    public async Task Ask_CachedDecoder_DistinguishesOptions()
    {
        RecordingClient recording = new(_decoder);
        IDistributedCache cache = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));
        using IChatClient client = recording.AsBuilder().UseOpenTelemetry().UseDistributedCache(cache).Build();
        await using KnowledgeBase knowledge = await OpenAsync(client);

        Answer first = await knowledge.AskAsync(Question, new AskOptions { AlwaysAnswer = true }, Workspace.Token);
        Answer again = await knowledge.AskAsync(Question, new AskOptions { AlwaysAnswer = true }, Workspace.Token);
        Answer unconstrained = await knowledge.AskAsync(
            Question,
            new AskOptions { AlwaysAnswer = true, ConstrainQuotes = false },
            Workspace.Token);

        Assert.Equal(2, recording.Calls.Count);
        Assert.Equal(first.Text, again.Text);
        Assert.NotEqual(first.Text, unconstrained.Text);
    }

    private Task<KnowledgeBase> OpenAsync(IChatClient client) =>
        _workspace.OpenAsync(_workspace.Options with { CustomReranker = new EagerReranker(), ChatClient = client });

    private sealed class RecordingClient(IChatClient inner) : DelegatingChatClient(inner)
    {
        public List<(string Prompt, ChatOptions? Options)> Calls { get; } = [];

        public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            Calls.Add((messages.Last().Text, options));
            await foreach (ChatResponseUpdate update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
            {
                yield return update;
            }
        }

        // The test disposes the decoder, not the knowledge base.
        protected override void Dispose(bool disposing)
        {
        }
    }
}
