using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SearchEngine.Answers;
using SearchEngine.Engine.Tests.Models;

namespace SearchEngine.Engine.Tests.Answers;

/// <summary>Tests answers as an <see cref="IChatClient"/>.</summary>
public sealed class AnswerChatClientTests : IAsyncLifetime
{
    private const string Sentence = "The shop opens at nine.";

    private readonly Workspace _workspace = new();
    private readonly QuotingClient _model = new($"At nine. \"{Sentence}\" [1]");
    private KnowledgeBase? _knowledge;

    private IChatClient Client => _knowledge!.AsChatClient();

    public async ValueTask InitializeAsync()
    {
        _workspace.WritePage("shop.md", "The shop", $"{Sentence} It closes at five.");
        _knowledge = await _workspace.OpenAsync(_workspace.Options with { CustomReranker = new EagerReranker(), ChatClient = _model });
        await _knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _knowledge!.DisposeAsync();
        _workspace.Dispose();
    }

    [Fact]
    public async Task GetResponse_Question_AnnotatesTheCitedWords()
    {
        ChatResponse response = await Client.GetResponseAsync("When does the shop open?", cancellationToken: Workspace.Token);

        Assert.Equal($"At nine. \"{Sentence}\" [1]", response.Text);
        TextContent content = Assert.Single(
            response.Messages.Single().Contents.OfType<TextContent>(),
            content => content.Annotations is not null);
        CitationAnnotation citation = Assert.IsType<CitationAnnotation>(Assert.Single(content.Annotations!));
        Assert.Equal(("The shop", Sentence, "docs/shop.md"), (citation.Title, citation.Snippet, citation.FileId));
        Assert.Equal(_workspace.At(Path.Combine("docs", "shop.md")), citation.Url!.LocalPath);
        TextSpanAnnotatedRegion region = Assert.IsType<TextSpanAnnotatedRegion>(Assert.Single(citation.AnnotatedRegions!));
        Assert.Equal(content.Text, content.Text[region.StartIndex!.Value..region.EndIndex!.Value]);
        IndexedDocument document = (await _knowledge!.GetAsync("docs", "shop.md", Workspace.Token))!;
        int start = (int)citation.AdditionalProperties!["start"]!, end = (int)citation.AdditionalProperties["end"]!;
        Assert.Equal(Sentence, document.Text[start..end]);
    }

    [Fact]
    public async Task GetResponse_ClaimWithoutMark_IsAnnotatedWithItsSupport()
    {
        await using KnowledgeBase other = await _workspace.OpenAsync(
            _workspace.Options with { CustomReranker = new EagerReranker(), ChatClient = new QuotingClient("It opens at nine.") });
        ChatResponse response = await other.AsChatClient().GetResponseAsync("When does the shop open?", cancellationToken: Workspace.Token);
        Assert.Equal("It opens at nine.", response.Text);
        CitationAnnotation citation = GetCitation(response);
        Assert.Equal(("docs/shop.md", null), (citation.FileId, citation.AnnotatedRegions));
    }

    [Fact]
    public async Task GetResponse_Question_ReportsUsageAndModel()
    {
        ChatResponse response = await Client.GetResponseAsync("When does the shop open?", cancellationToken: Workspace.Token);
        Assert.Equal((40L, 8L, 48L), (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount, response.Usage.TotalTokenCount));
        Assert.Equal(("quoting", ChatFinishReason.Stop), (response.ModelId, response.FinishReason));
        Assert.IsType<Answer>(response.RawRepresentation);
    }

    [Fact]
    public async Task GetStreamingResponse_Question_StreamsTextAndThenCitations()
    {
        IAsyncEnumerable<ChatResponseUpdate> stream =
            Client.GetStreamingResponseAsync("When does the shop open?", cancellationToken: Workspace.Token);
        List<ChatResponseUpdate> updates = await stream.ToListAsync(Workspace.Token);
        Assert.True(updates.Count(update => update.Text.Length > 0) > 3);
        int lastWord = updates.FindLastIndex(update => update.Text.Length > 0);
        int cited = updates.FindIndex(update => update.Contents.Any(content => content.Annotations is { Count: > 0 }));
        Assert.True(cited > lastWord);

        ChatResponse whole = updates.ToChatResponse();
        Assert.Equal($"At nine. \"{Sentence}\" [1]", whole.Text.Trim());
        Assert.Equal(48, whole.Usage!.TotalTokenCount);
        Assert.Equal(Sentence, GetCitation(whole).Snippet);
    }

    [Fact]
    public async Task GetResponse_SeveralMessages_AsksTheLastUserMessage()
    {
        ChatMessage[] messages =
        [
            new(ChatRole.System, "Be brief."),
            new(ChatRole.User, "Hello"),
            new(ChatRole.Assistant, "Hello."),
            new(ChatRole.User, "When does the shop open?"),
        ];
        await Client.GetResponseAsync(messages, cancellationToken: Workspace.Token);
        Assert.EndsWith("Question: When does the shop open?", Assert.Single(_model.Prompts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetResponse_NoQuestion_Throws()
    {
        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(
            () => Client.GetResponseAsync([new ChatMessage(ChatRole.System, "Be brief.")], cancellationToken: Workspace.Token));
        Assert.Contains("no question", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetResponse_WithTools_ThrowsAndNamesTheAlternative()
    {
        ChatOptions options = new() { Tools = [AIFunctionFactory.Create(() => "nine", "clock")] };
        NotSupportedException refused = await Assert.ThrowsAsync<NotSupportedException>(
            () => Client.GetResponseAsync("When?", options, Workspace.Token));
        Assert.Contains("ChatOptions.Tools", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetResponse_Abstained_SaysSoWithoutCitations()
    {
        await using KnowledgeBase other = await _workspace.OpenAsync(
            _workspace.Options with { IndexPath = _workspace.At("empty"), ChatClient = _model });
        ChatResponse response = await other.AsChatClient().GetResponseAsync("When does the shop open?", cancellationToken: Workspace.Token);
        Assert.True(((Answer)response.RawRepresentation!).Abstained);
        Assert.NotEmpty(response.Text);
        Assert.DoesNotContain(response.Messages.Single().Contents, content => content.Annotations is not null);
        Assert.Empty(_model.Prompts);
    }

    [Fact]
    public async Task Decorators_LoggingCachingAndTelemetry_Compose()
    {
        IDistributedCache cache = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));
        using IChatClient client = Client.AsBuilder()
            .UseLogging(NullLoggerFactory.Instance)
            .UseOpenTelemetry()
            .UseDistributedCache(cache)
            .Build();

        ChatResponse first = await client.GetResponseAsync("When does the shop open?", cancellationToken: Workspace.Token);
        ChatResponse second = await client.GetResponseAsync("When does the shop open?", cancellationToken: Workspace.Token);

        Assert.Single(_model.Prompts);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(Sentence, GetCitation(second).Snippet);
        Assert.Equal("searchengine", client.GetService<ChatClientMetadata>()!.ProviderName);
        Assert.Same(_knowledge, client.GetService<KnowledgeBase>());
    }

    [Fact]
    public async Task GetStreamingResponse_CancelledWhileWriting_Throws()
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Workspace.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            IAsyncEnumerable<ChatResponseUpdate> stream =
                Client.GetStreamingResponseAsync("When does the shop open?", cancellationToken: stop.Token);
            await foreach (ChatResponseUpdate _ in stream) await stop.CancelAsync();
        });
    }

    private static CitationAnnotation GetCitation(ChatResponse response) =>
        Assert.Single(response.Messages.Single().Contents.SelectMany(content => content.Annotations ?? []).OfType<CitationAnnotation>());
}
