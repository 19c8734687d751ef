using Microsoft.Extensions.AI;
using SearchEngine.Cli.Endpoints;
using SearchEngine.Tests;

namespace SearchEngine.Cli.Tests.Endpoints;

/// <summary>Models on servers.</summary>
public sealed class ChatEndpointTests
{
    [Theory]
    [InlineData("openai:small", null, "https://api.openai.com/v1", "small", "secret")]
    [InlineData("openai:small", "http://localhost:8080/v1", "http://localhost:8080/v1", "small", "secret")]
    [InlineData("ollama:llama3.2:1b", null, "http://localhost:11434/v1", "llama3.2:1b", null)]
    public void Parse_NameAndAddress_AreUsed(string model, string? address, string expected, string name, string? key)
    {
        ChatEndpoint endpoint = ChatEndpoint.Parse(model, address, variable => variable == "OPENAI_API_KEY" ? "secret" : null);
        Assert.Equal((name, new Uri(expected), key), (endpoint.Model, endpoint.Address, endpoint.ApiKey));
    }

    [Theory]
    [InlineData("openai:", null, "does not name a model")]
    [InlineData("ollama:small", "localhost", "not the address of a server")]
    [InlineData("ollama:small", "file:///etc", "not the address of a server")]
    [InlineData("openai:small", null, "OPENAI_API_KEY")]
    public void Parse_InvalidNameOrAddress_SaysWhatToDo(string model, string? address, string reason) =>
        Assert.Contains(
            reason, Assert.Throws<UsageException>(() => ChatEndpoint.Parse(model, address, _ => null)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("./openai", false)]
    [InlineData("bge-small-en-v1.5", false)]
    [InlineData(null, false)]
    [InlineData("openai:x", true)]
    [InlineData("ollama:x", true)]
    public void IsEndpointName_RequiresThePrefixOfAService(string? model, bool expected) =>
        Assert.Equal(expected, ChatEndpoint.IsEndpointName(model));

    [Fact]
    public async Task CreateClient_StreamingServer_ReturnsItsText()
    {
        await using ChatServer server = ChatServer.Answering("By the guild. \"The guild pays.\" [1]");
        Assert.Equal("By the guild. \"The guild pays.\" [1]", await AskAsync(server.Address));
        Assert.Equal("small", server.Requests[0].GetProperty("model").GetString());
        Assert.Equal("who?", server.Requests[0].GetProperty("messages")[0].GetProperty("content").GetString());
    }

    [Fact]
    public async Task CreateClient_ServerThatIsDown_SaysWhereAndWhatToDo() =>
        await AssertRefusedAsync(ChatServer.GetUnusedAddress(), "cannot be reached", "is it running?");

    [Fact]
    public async Task CreateClient_SilentServer_TimesOut()
    {
        await using ChatServer server = ChatServer.Silent();
        await AssertRefusedAsync(server.Address, "no answer for");
    }

    [Theory]
    [InlineData(200, "text/html", "<html>It works!</html>", "OpenAI's protocol")]
    [InlineData(200, "text/event-stream", "data: {\"nothing\": 1}\n\ndata: [DONE]\n\n", "OpenAI's protocol")]
    [InlineData(200, "text/event-stream", "data: [[[\n\n", "OpenAI's protocol")]
    [InlineData(401, "application/json", "{\"error\":{\"message\":\"bad key\"}}", "OPENAI_API_KEY")]
    [InlineData(404, "application/json", "{}", "has no such model")]
    [InlineData(400, "application/json", "{\"error\":{\"message\":\"too long\"}}", "answered with error 400")]
    public async Task CreateClient_ServerWithAnUnusableAnswer_SaysWhatIsWrong(int status, string contentType, string body, string reason)
    {
        await using ChatServer server = ChatServer.Returning(status, contentType, body);
        await AssertRefusedAsync(server.Address, reason);
    }

    private static async Task AssertRefusedAsync(string address, params string[] reasons)
    {
        EndpointException refusal = await Assert.ThrowsAsync<EndpointException>(() => AskAsync(address));
        Assert.All(reasons.Prepend(address), reason => Assert.Contains(reason, refusal.Message, StringComparison.Ordinal));
    }

    private static async Task<string> AskAsync(string address)
    {
        using IChatClient client =
            new ChatEndpoint("small", new Uri(address), null) { Timeout = TimeSpan.FromMilliseconds(500) }.CreateClient();
        return (await client.GetResponseAsync("who?", cancellationToken: TestContext.Current.CancellationToken)).Text;
    }
}
