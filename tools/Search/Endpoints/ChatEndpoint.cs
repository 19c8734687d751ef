using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;

namespace SearchEngine.Cli.Endpoints;

/// <summary>A model behind a server that speaks OpenAI's protocol, as OpenAI's own, Ollama's and most others do. It writes answers in the decoder's place: question and passages go to it.</summary>
/// <param name="Model">Name of the model, as the server knows it.</param>
/// <param name="Address">Where the server listens.</param>
/// <param name="Key">What it asks for; null for none.</param>
internal sealed record ChatEndpoint(string Model, Uri Address, string? Key)
{
    private const string OpenAI = "openai:", Ollama = "ollama:";
    private const string KeyVariable = "OPENAI_API_KEY";

    /// <summary>How long it may be silent.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether the value of --model names such a model.</summary>
    public static bool IsNamedBy(string? model) => model is not null && (model.StartsWith(OpenAI, StringComparison.Ordinal) || model.StartsWith(Ollama, StringComparison.Ordinal));

    /// <summary>Reads <c>openai:NAME</c> or <c>ollama:NAME</c>.</summary>
    /// <param name="model">The value of --model.</param>
    /// <param name="address">The value of --endpoint; null for where such a server is by default.</param>
    /// <param name="variable">Reads a variable of the environment: a key on a command line would stand in the shell's history.</param>
    public static ChatEndpoint Parse(string model, string? address, Func<string, string?> variable)
    {
        bool isOpenAI = model.StartsWith(OpenAI, StringComparison.Ordinal);
        string name = model[(isOpenAI ? OpenAI : Ollama).Length..];
        if (string.IsNullOrWhiteSpace(name)) throw new UsageException($"--model {model} names no model; write {model}NAME");
        address ??= isOpenAI ? "https://api.openai.com/v1" : "http://localhost:11434/v1";
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))
            throw new UsageException($"--endpoint '{address}' is no address of a server; write one such as http://localhost:8080/v1");
        string? key = isOpenAI ? variable(KeyVariable) : null;
        if (key is null && uri.Host.EndsWith(".openai.com", StringComparison.OrdinalIgnoreCase))
            throw new UsageException($"{uri.Host} asks for a key; set {KeyVariable} in the environment, or name another server by --endpoint");
        return new ChatEndpoint(name, uri, key);
    }

    /// <summary>The client; nothing is sent before it is asked.</summary>
    public IChatClient Connect()
    {
        OpenAIClientOptions options = new() { Endpoint = Address, NetworkTimeout = Patience, RetryPolicy = new ClientRetryPolicy(maxRetries: 1) };
        // The library wants some key where the server wants none.
        OpenAIClient client = new(new ApiKeyCredential(Key ?? "none"), options);
        return new EndpointErrors(client.GetChatClient(Model).AsIChatClient(), this);
    }
}
