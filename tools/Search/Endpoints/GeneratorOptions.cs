using System.CommandLine;
using SearchEngine.Cli.Output;

namespace SearchEngine.Cli.Endpoints;

/// <summary>The options that choose the model that writes answers: the default decoder, another one, or a model on a server.</summary>
internal sealed class GeneratorOptions(SharedOptions shared)
{
    private readonly Option<string?> _endpoint = new("--endpoint")
    {
        Description = "The address of the server for --generator openai:NAME or ollama:NAME (default: the service's own)",
        HelpName = "URL",
    };

    private readonly Option<string?> _generator = CreateGeneratorOption();

    public void AddTo(Command command)
    {
        command.Options.Add(_generator);
        command.Options.Add(_endpoint);
    }

    /// <summary>
    /// Returns the options of a knowledge base that answers questions. The caller disposes <see cref="KnowledgeBaseOptions.ChatClient"/>,
    /// which is set if a model on a server was named.
    /// </summary>
    /// <exception cref="UsageException">Two options contradict each other, or the server's name or address is wrong.</exception>
    public KnowledgeBaseOptions GetKnowledgeBaseOptions(ParseResult parsed, bool generates, Terminal terminal)
    {
        KnowledgeBaseOptions options = shared.GetKnowledgeBaseOptions(parsed) with { PreloadEncoder = true, PreloadReranker = true };
        string? generator = parsed.GetValue(_generator), address = parsed.GetValue(_endpoint);
        bool isOnServer = ChatEndpoint.IsEndpointName(generator);
        if (address is not null && !isOnServer)
            throw new UsageException("--endpoint is for a model on a server; name that model with --generator openai:NAME or ollama:NAME");

        if (generator is not null && !isOnServer) options = options with { GeneratorPath = ModelPath.Resolve(generator) };
        if (!isOnServer || !generates) return options with { PreloadGenerator = generates };

        ChatEndpoint endpoint = ChatEndpoint.Parse(generator!, address, Environment.GetEnvironmentVariable);
        terminal.WriteNotice($"the question and passages are sent to {endpoint.Model} at {endpoint.Address.Authority}");
        return options with { ChatClient = endpoint.CreateClient() };
    }

    private static Option<string?> CreateGeneratorOption()
    {
        Option<string?> option = PathOption.CreateFile(
            "--generator",
            "The model that writes answers: a GGUF file, a model folder or name, or openai:NAME or ollama:NAME for a model on a server "
            + "(default: answerer-moe-135m)");
        option.HelpName = "MODEL";
        return option;
    }
}
