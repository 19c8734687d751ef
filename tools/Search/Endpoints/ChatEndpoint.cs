using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;

namespace SearchEngine.Cli.Endpoints;

/// <summary>A model behind a server that speaks OpenAI's protocol, as OpenAI's own, Ollama's and most others do. It writes answers in the decoder's place: question and passages go to it.</summary>
/// <param name="Model">Name of the model, as the server knows it.</param>
/// <param name="Address">Where the server listens.</param>
/// <param name="ApiKey">What it asks for; null for none.</param>
internal sealed record ChatEndpoint(string Model, Uri Address, string? ApiKey)
{
    private const string OpenAIPrefix = "openai:", OllamaPrefix = "ollama:";
    private const string ApiKeyVariable = "OPENAI_API_KEY";

    /// <summary>How long it may be silent.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether the value of --model names such a model.</summary>
    public static bool IsEndpointName(string? generator) => generator is not null && (generator.StartsWith(OpenAIPrefix, StringComparison.Ordinal) || generator.StartsWith(OllamaPrefix, StringComparison.Ordinal));

    /// <summary>Reads <c>openai:NAME</c> or <c>ollama:NAME</c>.</summary>
    /// <param name="generator">The value of --model.</param>
    /// <param name="address">The value of --endpoint; null for where such a server is by default.</param>
    /// <param name="getVariable">Reads a variable of the environment: a key on a command line would stand in the shell's history.</param>
    public static ChatEndpoint Parse(string generator, string? address, Func<string, string?> getVariable)
    {
        bool isOpenAI = generator.StartsWith(OpenAIPrefix, StringComparison.Ordinal);
        string name = generator[(isOpenAI ? OpenAIPrefix : OllamaPrefix).Length..];
        if (string.IsNullOrWhiteSpace(name)) throw new UsageException($"--model {generator} names no model; write {generator}NAME");
        address ??= isOpenAI ? "https://api.openai.com/v1" : "http://localhost:11434/v1";
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))
            throw new UsageException($"--endpoint '{address}' is no address of a server; write one such as http://localhost:8080/v1");
        string? key = isOpenAI ? getVariable(ApiKeyVariable) : null;
        if (key is null && uri.Host.EndsWith(".openai.com", StringComparison.OrdinalIgnoreCase))
            throw new UsageException($"{uri.Host} asks for a key; set {ApiKeyVariable} in the environment, or name another server by --endpoint");
        return new ChatEndpoint(name, uri, key);
    }

    /// <summary>The client; nothing is sent before it is asked.</summary>
    public IChatClient CreateClient()
    {
        OpenAIClientOptions options = new() { Endpoint = Address, NetworkTimeout = Timeout, RetryPolicy = new ClientRetryPolicy(maxRetries: 1) };
        // The library wants some key where the server wants none.
        OpenAIClient client = new(new ApiKeyCredential(ApiKey ?? "none"), options);
        return new ErrorTranslatingChatClient(client.GetChatClient(Model).AsIChatClient(), this);
    }
}
