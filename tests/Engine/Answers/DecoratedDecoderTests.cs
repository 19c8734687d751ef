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

/// <summary>The decoder in the box with clients around it, which are to see what is asked, while its quotations are held to the evidence.</summary>
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
    public async Task Ask_AClientAroundTheDecoder_SeesTheCallAndQuotesAreHeldToTheEvidence()
    {
        ListeningClient listening = new(_decoder);
        await using KnowledgeBase knowledge = await OpenAsync(listening);

        Answer held = await knowledge.AskAsync(Question, new AskOptions { AlwaysAnswer = true }, Workspace.Token);
        Answer free = await knowledge.AskAsync(Question, new AskOptions { AlwaysAnswer = true, ConstrainQuotes = false }, Workspace.Token);

        Assert.Equal(2, listening.Calls.Count);
        Assert.All(listening.Calls, call => Assert.EndsWith($"Question: {Question}", call.Prompt, StringComparison.Ordinal));
        Assert.All(listening.Calls, call => Assert.Equal(new AskOptions().MaxAnswerTokens, call.Options!.MaxOutputTokens));
        // What the re-ranker here likes best, and nobody left alone would quote.
        Assert.Contains("\"It closes at five.\" [1]", held.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"It closes at five.\"", free.Text, StringComparison.Ordinal);
        Assert.True(Assert.Single(held.Citations).Verbatim);
        Assert.True(held.Usage!.OutputTokenCount > 0);
        Assert.Equal(held.Usage.OutputTokenCount, held.Timings.Tokens);
    }

    [Fact]
    public async Task Ask_ACacheAroundTheDecoder_TellsOtherOptionsApart()
    {
        ListeningClient listening = new(_decoder);
        IDistributedCache cache = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));
        using IChatClient client = listening.AsBuilder().UseOpenTelemetry().UseDistributedCache(cache).Build();
        await using KnowledgeBase knowledge = await OpenAsync(client);

        Answer first = await knowledge.AskAsync(Question, new AskOptions { AlwaysAnswer = true }, Workspace.Token);
        Answer again = await knowledge.AskAsync(Question, new AskOptions { AlwaysAnswer = true }, Workspace.Token);
        Answer free = await knowledge.AskAsync(Question, new AskOptions { AlwaysAnswer = true, ConstrainQuotes = false }, Workspace.Token);

        Assert.Equal(2, listening.Calls.Count);
        Assert.Equal(first.Text, again.Text);
        Assert.NotEqual(first.Text, free.Text);
    }

    private Task<KnowledgeBase> OpenAsync(IChatClient client) => _workspace.OpenAsync(_workspace.Options with { CustomReranker = new EagerReranker(), ChatClient = client });

    private sealed class ListeningClient(IChatClient inner) : DelegatingChatClient(inner)
    {
        public List<(string Prompt, ChatOptions? Options)> Calls { get; } = [];

        public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            Calls.Add((messages.Last().Text, options));
            await foreach (ChatResponseUpdate update in base.GetStreamingResponseAsync(messages, options, cancellationToken)) yield return update;
        }

        // It is the knowledge base's to leave alone.
        protected override void Dispose(bool disposing)
        {
        }
    }
}
