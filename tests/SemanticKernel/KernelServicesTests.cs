using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.Data;
using SearchEngine.SemanticKernel.TextSearch;

namespace SearchEngine.SemanticKernel.Tests;

/// <summary>Tests a kernel that uses the bundled models.</summary>
public sealed class KernelServicesTests(Workspace workspace) : IClassFixture<Workspace>
{
    private const string Instructions =
        "Answer the question from the numbered passages. Quote the sentence that answers it and cite its passage like [1]. "
        + "If no passage answers it, say so.";

    private const string Template = $$$"""
        <message role="system">{{{Instructions}}}</message>
        <message role="user">{{search $question count='1'}}

        Question: {{$question}}</message>
        """;

    [Fact]
    public async Task Template_WithSearch_IsAnsweredByTheDecoderFromTheFolder()
    {
        Kernel kernel = NewKernel();
        string answer = (await kernel.InvokePromptAsync<string>(
            Template,
            new KernelArguments { ["question"] = "Who approves refunds above 500 euros?" },
            cancellationToken: Workspace.Token))!;
        Assert.Contains("head of finance", answer, StringComparison.Ordinal);
        Assert.Contains("[1]", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{search $question}}")]
    [InlineData("{{SearchEngine.search query=$question}}")]
    public async Task Template_WithSearch_GivesCitedText(string template)
    {
        IPromptTemplate prompt = new KernelPromptTemplateFactory().Create(new PromptTemplateConfig(template));
        string text = await prompt.RenderAsync(
            NewKernel(),
            new KernelArguments { ["question"] = "When does the shop open?" },
            Workspace.Token);
        Assert.StartsWith(
            "[1] Opening hours (guides/hours.md, line 1)\n# Opening hours\n\nThe shop on Harbour Street opens at nine",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChatService_Streaming_ReportsUsageAtTheEnd()
    {
        IChatClient client = NewKernel().GetRequiredService<IChatClient>();
        List<ChatResponseUpdate> updates = await client.GetStreamingResponseAsync(
            "Say hello.",
            new ChatOptions { MaxOutputTokens = 8 },
            Workspace.Token).ToListAsync(Workspace.Token);
        UsageContent usage = Assert.Single(updates.SelectMany(update => update.Contents).OfType<UsageContent>());
        Assert.InRange(usage.Details.OutputTokenCount!.Value, 1, 8);
        Assert.Equal("searchengine", client.GetService<ChatClientMetadata>()!.ProviderName);
    }

    [Fact]
    public async Task EmbeddingService_Text_IsEncoded()
    {
        IEmbeddingGenerator<string, Embedding<float>> encoder =
            NewKernel().GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();
        Assert.Equal(64, (await encoder.GenerateVectorAsync("harbour", cancellationToken: Workspace.Token)).Length);
    }

    [Fact]
    public async Task Kernel_WithoutChatService_RejectsPromptsAndStillSearches()
    {
        Kernel kernel = new();
        kernel.Plugins.AddSearchEngine(workspace.Knowledge);
        KernelException refused = await Assert.ThrowsAsync<KernelException>(
            () => kernel.InvokePromptAsync(
                "{{search $question}}",
                new KernelArguments { ["question"] = "shop" },
                cancellationToken: Workspace.Token));
        Assert.Contains("service", refused.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(
            "hours.md",
            await kernel.InvokeAsync<string>("SearchEngine", "search", new KernelArguments { ["query"] = "shop" }, Workspace.Token),
            StringComparison.Ordinal);
    }

    [Fact]
    public void TextSearchService_FromTheBuilder_SearchesTheIndex() =>
        Assert.IsType<KnowledgeTextSearch>(NewKernel().GetRequiredService<ITextSearch<FoundPassage>>());

#pragma warning disable CS0618 // Obsolete, but the kernel's own plugins require it.
    [Fact]
    public async Task TextSearchService_WithoutRecordType_BecomesAPluginOfTheKernel()
    {
        Kernel kernel = NewKernel();
        KernelPlugin plugin = kernel.GetRequiredService<ITextSearch>().CreateWithSearch("Documents");
        KernelArguments arguments = new() { ["query"] = "shop" };
        string found = JsonSerializer.Serialize(
            (await plugin["Search"].InvokeAsync(kernel, arguments, Workspace.Token)).GetValue<object>());
        Assert.Contains("opens", found, StringComparison.Ordinal);
    }
#pragma warning restore CS0618

    private Kernel NewKernel()
    {
        IKernelBuilder builder = Kernel.CreateBuilder();
        builder.AddSearchEngineChatClient(workspace.Knowledge)
            .AddSearchEngineEmbeddingGenerator(workspace.Knowledge)
            .AddSearchEngineTextSearch(workspace.Knowledge);
        builder.Services.AddSingleton(workspace.Knowledge);
        builder.Plugins.AddSearchEngine();
        return builder.Build();
    }
}
