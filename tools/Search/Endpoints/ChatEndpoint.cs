using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;

namespace SearchEngine.Cli.Endpoints;

/// <summary>
/// A model on a server that speaks OpenAI's protocol, as OpenAI, Ollama and most others do. It writes answers in place of the local
/// decoder, so the question and passages are sent to it.
/// </summary>
/// <param name="Model">The model's name on the server.</param>
/// <param name="Address">The server's address.</param>
/// <param name="ApiKey">The API key; null if the server needs none.</param>
internal sealed record ChatEndpoint(string Model, Uri Address, string? ApiKey)
{
    private const string OpenAIPrefix = "openai:", OllamaPrefix = "ollama:";
    private const string OpenAIAddress = "https://api.openai.com/v1", OllamaAddress = "http://localhost:11434/v1";
    private const string ApiKeyVariable = "OPENAI_API_KEY";

    /// <summary>How long the server may stay silent.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether the value of --generator names a model on a server.</summary>
    public static bool IsEndpointName(string? generator) => generator is not null
        && (generator.StartsWith(OpenAIPrefix, StringComparison.Ordinal) || generator.StartsWith(OllamaPrefix, StringComparison.Ordinal));

    /// <summary>Parses <c>openai:NAME</c> or <c>ollama:NAME</c>.</summary>
    /// <param name="generator">The value of --generator.</param>
    /// <param name="address">The value of --endpoint; null for the service's default address.</param>
    /// <param name="getVariable">Reads an environment variable: a key on the command line would end up in the shell's history.</param>
    /// <exception cref="UsageException">The name, the address or the key is missing or invalid.</exception>
    public static ChatEndpoint Parse(string generator, string? address, Func<string, string?> getVariable)
    {
        bool isOpenAI = generator.StartsWith(OpenAIPrefix, StringComparison.Ordinal);
        string name = generator[(isOpenAI ? OpenAIPrefix : OllamaPrefix).Length..];
        if (string.IsNullOrWhiteSpace(name))
            throw new UsageException($"--generator {generator} does not name a model; write {generator}NAME");
        address ??= isOpenAI ? OpenAIAddress : OllamaAddress;
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))
            throw new UsageException($"--endpoint '{address}' is not the address of a server; write one such as http://localhost:8080/v1");
        string? key = isOpenAI ? getVariable(ApiKeyVariable) : null;
        if (key is null && uri.Host.EndsWith(".openai.com", StringComparison.OrdinalIgnoreCase))
        {
            throw new UsageException(
                $"{uri.Host} needs a key; set the environment variable {ApiKeyVariable}, or name another server with --endpoint");
        }
        return new ChatEndpoint(name, uri, key);
    }

    /// <summary>Creates a client; nothing is sent before the first request.</summary>
    public IChatClient CreateClient()
    {
        OpenAIClientOptions options = new()
        {
            Endpoint = Address,
            NetworkTimeout = Timeout,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 1),
        };
        // The library requires a key even if the server does not.
        OpenAIClient client = new(new ApiKeyCredential(ApiKey ?? "none"), options);
        return new ErrorTranslatingChatClient(client.GetChatClient(Model).AsIChatClient(), this);
    }
}
