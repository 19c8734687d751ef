using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace SearchEngine.SemanticKernel.Tests;

/// <summary>
/// A local server with the OpenAI protocol: its model calls the search function with the question, then answers with the first passage.
/// </summary>
internal sealed class OpenAIServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly List<JsonNode> _requests = [];

    private OpenAIServer(WebApplication application)
    {
        _application = application;
        application.MapPost("/v1/chat/completions", AnswerAsync);
    }

    public Uri Endpoint =>
        new($"{_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()}/v1");

    public IReadOnlyList<JsonNode> Requests => _requests;

    public static async Task<OpenAIServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        OpenAIServer server = new(builder.Build());
        await server._application.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        JsonNode request = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        lock (_requests) _requests.Add(request);
        JsonObject last = request["messages"]!.AsArray()[^1]!.AsObject();
        string name = request["tools"]?.AsArray()
            .Select(tool => tool!["function"]!["name"]!.GetValue<string>())
            .FirstOrDefault(tool => tool.EndsWith("search", StringComparison.Ordinal)) ?? "";
        string arguments = JsonSerializer.Serialize(new { query = GetText(last), count = 2 });
        JsonObject message = (string?)last["role"] == "tool"
            ? new JsonObject { ["role"] = "assistant", ["content"] = $"The documents say: {GetText(last).Split('\n')[3]} [1]" }
            : new JsonObject
            {
                ["role"] = "assistant",
                ["content"] = null,
                ["tool_calls"] = new JsonArray(new JsonObject
                {
                    ["id"] = "call_1",
                    ["type"] = "function",
                    ["function"] = new JsonObject { ["name"] = name, ["arguments"] = arguments },
                }),
            };
        string reason = message.ContainsKey("tool_calls") ? "tool_calls" : "stop";
        JsonObject response = new()
        {
            ["id"] = "chatcmpl-1",
            ["object"] = "chat.completion",
            ["created"] = 1,
            ["model"] = "local",
            ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = reason }),
            ["usage"] = new JsonObject { ["prompt_tokens"] = 10, ["completion_tokens"] = 5, ["total_tokens"] = 15 },
        };
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(response.ToJsonString(), context.RequestAborted);
    }

    private static string GetText(JsonObject message) =>
        message["content"] is JsonArray parts
            ? string.Concat(parts.Select(part => (string?)part!["text"]))
            : (string?)message["content"] ?? "";
}
