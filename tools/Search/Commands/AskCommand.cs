using System.CommandLine;
using Microsoft.Extensions.AI;
using SearchEngine.Answers;
using SearchEngine.Cli.Endpoints;
using SearchEngine.Cli.Help;
using SearchEngine.Cli.Output;
using SearchEngine.Index.Filters;

namespace SearchEngine.Cli.Commands;

/// <summary><c>search ask "question"</c>: an answer with citations, or that the documents have none.</summary>
internal static class AskCommand
{
    public static Command Create(SharedOptions shared)
    {
        Argument<string> question = new("QUESTION") { Description = "What you want to know, as a question" };
        Option<string?> scope = ScopeOption.Create(shared);
        Option<string[]> filter = new("--filter") { Description = "Only documents like this, as for 'search query'", HelpName = "NAME=VALUE" };
        Option<bool> noUpdate = FlagOption.Create("--no-update", "Do not look for changed files first");
        Option<bool> always = FlagOption.Create("--always-answer", "Answer even where the documents do not seem to");
        Option<bool> extractive = FlagOption.Create("--extractive", "Give the words of a document that answer, and write nothing");
        Option<bool> free = FlagOption.Create("--free-quotes", "Do not hold quotations to the words of the documents");
        GeneratorOptions writer = new(shared);
        Option<int?> passages = CountOption.CreateOptional("--passages", "The most passages that the answer is written from (default: 1, or 5 with a server's model)");

        Command command = new DocumentedCommand("ask", "Answer a question from your documents, with citations",
            "Writes a short answer, what it is drawn from word for word, and where that stands. Ends with 1 where the documents do not answer.",
            new("search ask --in ~/notes \"who pays for the oven?\"", "from one folder, looking for changed files first"),
            new("search ask \"when is the boiler serviced?\" --json", "from all that is indexed, as JSON"),
            new("search ask \"how long does the dough rest?\" --extractive", "only the words that answer, at once"),
            new("search ask \"who pays for the oven?\" --model ollama:llama3.2", "written by a model of a server, to which question and passages go"))
        { question, scope, filter, noUpdate, always, extractive, free, passages };
        writer.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            string text = parsed.GetRequiredValue(question);
            if (string.IsNullOrWhiteSpace(text)) throw new UsageException("the question is empty; say what you want to know");
            if (text.Length > AskOptions.MaxQuestionLength) throw new UsageException($"the question has {text.Length} characters, and at most {AskOptions.MaxQuestionLength} can be asked; ask more briefly, or search with it: search query");

            SearchFilter wanted = SearchFilter.Parse(parsed.GetValue(filter) ?? []);
            Terminal terminal = shared.CreateTerminal(parsed);
            bool writes = !parsed.GetValue(extractive);
            KnowledgeBaseOptions setup = writer.GetKnowledgeBaseOptions(parsed, writes, terminal);
            using IChatClient? client = setup.ChatClient;
            await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(setup, cancellation);
            AskOptions options = new();
            options = options with
            {
                Query = options.Query with { Filter = wanted },
                AlwaysAnswer = parsed.GetValue(always),
                ConstrainQuotes = !parsed.GetValue(free),
                Generate = writes,
                MaxPassages = parsed.GetValue(passages) ?? (client is null ? options.MaxPassages : AskOptions.PassagesForLargeModels),
            };
            if (parsed.GetValue(scope) is { } named)
            {
                string? collection = await ScopeOption.ResolveAsync(knowledge, named, !parsed.GetValue(noUpdate), terminal, cancellation);
                options = options with { Query = options.Query with { Collections = collection is null ? [] : [collection] } };
            }
            if ((await knowledge.GetStatusAsync(cancellation)).Indexed == 0) terminal.WriteNotice("nothing is indexed yet; run: search index DIR");
            Answer answer = await ShowAsync(knowledge.AskStreamingAsync(text, options, cancellation), shared.GetFormat(parsed), terminal);
            terminal.WriteNotices(knowledge.Notices);
            return answer.Abstained ? ExitCode.NoResults : ExitCode.Success;
        });
        return command;
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
