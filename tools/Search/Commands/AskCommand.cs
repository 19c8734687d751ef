using System.CommandLine;
using Microsoft.Extensions.AI;
using SearchEngine.Answers;
using SearchEngine.Cli.Endpoints;
using SearchEngine.Cli.Help;
using SearchEngine.Cli.Output;
using SearchEngine.Index.Filters;

namespace SearchEngine.Cli.Commands;

/// <summary>The command <c>search ask "question"</c>: writes an answer with citations, or says that the documents have none.</summary>
internal sealed class AskCommand
{
    private readonly Argument<string> _question = new("QUESTION") { Description = "What you want to know, as a question" };

    private readonly Option<string[]> _filter = new("--filter")
    {
        Description = "Use only documents that match, as in 'search query'",
        HelpName = "NAME=VALUE",
    };

    private readonly Option<bool> _noUpdate = FlagOption.Create("--no-update", "Do not look for changed files first");
    private readonly Option<bool> _always = FlagOption.Create("--always-answer", "Answer even if the documents do not seem to");

    private readonly Option<bool> _extractive = FlagOption.Create(
        "--extractive", "Show the words of a document that answer, and write no text");

    private readonly Option<bool> _freeQuotes = FlagOption.Create(
        "--free-quotes", "Allow quotations that differ from the documents' words");

    private readonly Option<int?> _passages = CountOption.CreateOptional(
        "--passages", "The maximum number of passages to write the answer from (default: 1, or 5 for a model on a server)");

    private readonly SharedOptions _shared;
    private readonly Option<string?> _scope;
    private readonly GeneratorOptions _generator;

    private AskCommand(SharedOptions shared) =>
        (_shared, _scope, _generator) = (shared, ScopeOption.Create(shared), new GeneratorOptions(shared));

    public static Command Create(SharedOptions shared) => new AskCommand(shared).Create();

    private DocumentedCommand Create()
    {
        DocumentedCommand command = new(
            "ask",
            "Answer a question from your documents, with citations",
            "Writes a short answer, the quotations it is based on, and where they are. Ends with 1 if the documents do not answer.",
            new("search ask --in ~/notes \"who pays for the oven?\"", "asks one folder, after looking for changed files"),
            new("search ask \"when is the boiler serviced?\" --json", "asks everything that is indexed, and writes JSON"),
            new("search ask \"how long does the dough rest?\" --extractive", "shows only the words that answer, at once"),
            new("search ask \"who pays for the oven?\" --generator ollama:llama3.2",
                "lets a model on a server write the answer; question and passages are sent to it"))
        {
            _question, _scope, _filter, _noUpdate, _always, _extractive, _freeQuotes, _passages,
        };
        _generator.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string question = GetQuestion(parsed);
        SearchFilter filter = SearchFilter.Parse(parsed.GetValue(_filter) ?? []);
        Terminal terminal = _shared.CreateTerminal(parsed);
        KnowledgeBaseOptions setup = _generator.GetKnowledgeBaseOptions(parsed, generates: !parsed.GetValue(_extractive), terminal);
        using IChatClient? client = setup.ChatClient;
        await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(setup, cancellation);
        AskOptions options = CreateOptions(parsed, filter, isOnServer: client is not null);
        if (parsed.GetValue(_scope) is { } scope)
        {
            string? collection = await ScopeOption.ResolveAsync(knowledge, scope, !parsed.GetValue(_noUpdate), terminal, cancellation);
            options = options with { Query = options.Query with { Collections = collection is null ? [] : [collection] } };
        }
        if ((await knowledge.GetStatusAsync(cancellation)).Indexed == 0)
            terminal.WriteNotice("nothing is indexed yet; run: search index DIR");
        IAsyncEnumerable<AnswerUpdate> updates = knowledge.AskStreamingAsync(question, options, cancellation);
        Answer answer = await ShowAsync(updates, _shared.GetFormat(parsed), terminal);
        terminal.WriteNotices(knowledge.Notices);
        return answer.Abstained ? ExitCode.NoResults : ExitCode.Success;
    }

    private string GetQuestion(ParseResult parsed)
    {
        string question = parsed.GetRequiredValue(_question);
        if (string.IsNullOrWhiteSpace(question)) throw new UsageException("the question is empty; say what you want to know");
        if (question.Length <= AskOptions.MaxQuestionLength) return question;
        throw new UsageException(
            $"the question has {question.Length} characters, but at most {AskOptions.MaxQuestionLength} are allowed; "
            + "ask a shorter question, or use: search query");
    }

    private AskOptions CreateOptions(ParseResult parsed, SearchFilter filter, bool isOnServer)
    {
        AskOptions defaults = new();
        return defaults with
        {
            Query = defaults.Query with { Filter = filter },
            AlwaysAnswer = parsed.GetValue(_always),
            ConstrainQuotes = !parsed.GetValue(_freeQuotes),
            Generate = !parsed.GetValue(_extractive),
            MaxPassages = parsed.GetValue(_passages) ?? (isOnServer ? AskOptions.PassagesForLargeModels : defaults.MaxPassages),
        };
    }

    private static async Task<Answer> ShowAsync(IAsyncEnumerable<AnswerUpdate> updates, OutputFormat format, Terminal terminal)
    {
        AnswerView? view = format == OutputFormat.Text ? new AnswerView(terminal, Console.Out) : null;
        Answer? answer = null;
        await foreach (AnswerUpdate update in updates)
        {
            answer = update.Answer ?? answer;
            view?.Show(update);
        }
        if (format == OutputFormat.Json) JsonOutput.Write(AnswerOutput.From(answer!));
        else if (format == OutputFormat.JsonLines) JsonOutput.WriteLine(AnswerOutput.From(answer!));
        return answer!;
    }
}
