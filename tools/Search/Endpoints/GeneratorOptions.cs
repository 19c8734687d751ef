using System.CommandLine;
using SearchEngine.Cli.Output;

namespace SearchEngine.Cli.Endpoints;

/// <summary>The options that say which model writes answers: the project's own decoder, another, or one of a server.</summary>
internal sealed class GeneratorOptions(SharedOptions shared)
{
    private readonly Option<string?> _endpoint = new("--endpoint") { Description = "Where the server of --model openai:NAME or --model ollama:NAME is (default: the service's own address)", HelpName = "URL" };
    private readonly Option<string?> _generator = PathOption.CreateFile("--generator", "The decoder's GGUF file or folder (default: answerer-moe-135m)");

    public void AddTo(Command command)
    {
        command.Options.Add(_generator);
        command.Options.Add(_endpoint);
    }

    /// <summary>What a knowledge base that is to answer is made of. The client of a server, which is where one was named, is the caller's to dispose.</summary>
    public KnowledgeBaseOptions GetKnowledgeBaseOptions(ParseResult parsed, bool generates, Terminal terminal)
    {
        (KnowledgeBaseOptions options, string? named) = shared.ReadForAnswers(parsed);
        string? address = parsed.GetValue(_endpoint), generator = parsed.GetValue(_generator);
        if (named is null && address is not null) throw new UsageException("--endpoint is where a model of a server is; name that too: --model openai:NAME");
        if (named is not null && generator is not null) throw new UsageException($"--generator and --model {named} both say what writes; choose one of them");
        options = options with { PreloadEncoder = true, PreloadReranker = true };
        if (generator is not null) options = options with { GeneratorPath = ModelPath.Resolve(generator) };
        if (named is null || !generates) return options with { PreloadGenerator = generates };

        ChatEndpoint endpoint = ChatEndpoint.Parse(named, address, Environment.GetEnvironmentVariable);
        terminal.WriteNotice($"question and passages go to {endpoint.Model} at {endpoint.Address.Authority}");
        return options with { ChatClient = endpoint.CreateClient() };
    }
}
