using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;

namespace SearchEngine.SemanticKernel.Tests;

/// <summary>Tests function calling with a model behind HTTP.</summary>
public sealed class FunctionCallingTests(Workspace workspace) : IClassFixture<Workspace>
{
    [Fact]
    public async Task AnAgent_AskedAQuestion_SearchesTheFolderAndAnswersFromIt()
    {
        await using OpenAIServer server = await OpenAIServer.StartAsync();
        Kernel kernel = Kernel.CreateBuilder().AddOpenAIChatCompletion("local", server.Endpoint, apiKey: "none").Build();
        kernel.Plugins.AddSearchEngine(workspace.Knowledge);
        ChatHistory history = new();
        history.AddUserMessage("When does the shop on Harbour Street open?");

        ChatMessageContent answer = await kernel.GetRequiredService<IChatCompletionService>().GetChatMessageContentAsync(
            history, new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() }, kernel, Workspace.Token);

        Assert.Equal("The documents say: The shop on Harbour Street opens at nine in the morning and closes at five. [1]", answer.Content);
        Assert.Equal(2, server.Requests.Count);
        string[] offered = [.. server.Requests[0]["tools"]!.AsArray().Select(tool => (string)tool!["function"]!["name"]!)];
        Assert.Equal(["SearchEngine-ask", "SearchEngine-get", "SearchEngine-search"], offered.Order());
        Assert.Equal("call_1", (string?)server.Requests[1]["messages"]!.AsArray()[^1]!["tool_call_id"]);
    }

    [Fact]
    public async Task AChatClient_ThatInvokesFunctions_SearchesTheFolderToo()
    {
        await using OpenAIServer server = await OpenAIServer.StartAsync();
        IKernelBuilder builder = Kernel.CreateBuilder().AddOpenAIChatClient("local", server.Endpoint, apiKey: "none");
        builder.Services.AddSingleton(workspace.Knowledge);
        builder.Plugins.AddSearchEngine();
        Kernel kernel = builder.Build();

        string? answer = await kernel.InvokePromptAsync<string>(
            "Where does the ferry leave from?",
            new KernelArguments(new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() }),
            cancellationToken: Workspace.Token);

        Assert.StartsWith("The documents say: ", answer, StringComparison.Ordinal);
        Assert.Contains("ferry", (string?)server.Requests[1]["messages"]!.AsArray()[^1]!["content"], StringComparison.Ordinal);
    }
}
