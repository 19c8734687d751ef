using System.CommandLine;
using SearchEngine.Cli.Help;
using SearchEngine.Cli.Output;
using SearchEngine.Index.Filters;
using SearchEngine.Reranker;
using SearchEngine.Search;

namespace SearchEngine.Cli.Commands;

/// <summary>The command <c>search query "text"</c>: finds passages, after indexing the changed files of a folder that is named.</summary>
internal sealed class QueryCommand
{
    private readonly Argument<string> _query = new("QUERY")
    {
        Description = "Words or a question; \"a phrase\" must occur exactly, -word must not occur",
    };

    private readonly Option<int> _take = CountOption.Create("-n", "The number of documents to show (default: 10)", 10);

    private readonly Option<string[]> _filter = new("--filter")
    {
        Description = "Show only documents whose front matter, path, collection or modified time matches: tags=recipe,sweet, "
            + "year=2020..2024, path=docs/**, modified=30d; if given several times, all must match",
        HelpName = "NAME=VALUE",
    };

    private readonly Option<RerankBudget> _rerank = RerankOption.Create();
    private readonly Option<bool> _noUpdate = FlagOption.Create("--no-update", "Do not look for changed files first");

    private readonly Option<bool> _explain = FlagOption.Create(
        "--explain", "Show how each score was computed and how long each stage took");

    private readonly SharedOptions _shared;
    private readonly Option<string?> _scope;

    private QueryCommand(SharedOptions shared) => (_shared, _scope) = (shared, ScopeOption.Create(shared));

    public static Command Create(SharedOptions shared) => new QueryCommand(shared).Create();

    private DocumentedCommand Create()
    {
        DocumentedCommand command = new(
            "query",
            "Find passages by words and by meaning",
            "Shows the best documents first, each with its best passage, where that is, and its headings. Ends with 1 if nothing is found.",
            new("search query --in ~/notes \"who pays for the oven\"", "looks for changed files in the folder first"),
            new("search query refund -n 3", "the three best documents of everything that is indexed"),
            new("search query '\"sourdough starter\" -rye' --explain", "the exact phrase, and no rye; explains each score"),
            new("search query dough --filter tags=recipe --filter modified=30d --jsonl",
                "recipes of the last 30 days, with one JSON object per line"))
        {
            _query, _take, _scope, _filter, _rerank, _noUpdate, _explain,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string text = parsed.GetRequiredValue(_query);
        if (string.IsNullOrWhiteSpace(text)) throw new UsageException("the query is empty; say what to look for");

        RerankBudget? rerank = RerankOption.GetBudget(parsed, _rerank);
        QueryOptions options = new()
        {
            Take = parsed.GetValue(_take),
            Filter = SearchFilter.Parse(parsed.GetValue(_filter) ?? []),
            Highlight = true,
            Rerank = rerank,
        };
        Terminal terminal = _shared.CreateTerminal(parsed);
        KnowledgeBaseOptions setup = _shared.GetKnowledgeBaseOptions(parsed) with
        {
            PreloadEncoder = true,
            PreloadReranker = rerank is not null,
        };
        await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(setup, cancellation);
        SearchResults results = await SearchAsync(parsed, knowledge, text, options, terminal, cancellation);
        await ShowAsync(results, knowledge, _shared.GetFormat(parsed), parsed.GetValue(_explain), terminal);
        return results.Hits.Count > 0 ? ExitCode.Success : ExitCode.NoResults;
    }

    private async Task<SearchResults> SearchAsync(
        ParseResult parsed, KnowledgeBase knowledge, string text, QueryOptions options, Terminal terminal, CancellationToken cancellation)
    {
        if (parsed.GetValue(_scope) is { } scope)
        {
            string? collection = await ScopeOption.ResolveAsync(knowledge, scope, !parsed.GetValue(_noUpdate), terminal, cancellation);
            if (collection is null) return SearchResults.CreateEmpty(text);
            options = options with { Collections = [collection] };
        }
        return await knowledge.QueryAsync(text, options, cancellation);
    }

    private static async Task ShowAsync(
        SearchResults results, KnowledgeBase knowledge, OutputFormat format, bool explain, Terminal terminal)
    {
        terminal.WriteNotices(knowledge.Notices);
        if (results.UncommittedDocuments > 0)
        {
            terminal.WriteNotice(
                $"{results.UncommittedDocuments} documents are stored but not searchable yet; "
                + "the process that is indexing them will commit them within about a second");
        }
        terminal.WriteUnembeddedNotice(results.UnembeddedChunks);
        if (format == OutputFormat.Json) JsonOutput.Write(ResultsOutput.From(results));
        else if (format == OutputFormat.JsonLines) JsonOutput.WriteLines(results.Hits.Select(HitOutput.From));
        else if (results.Hits.Count > 0) new ResultsView(terminal, Console.Out, explain).Show(results);
        if (results.Hits.Count > 0) return;
        bool isAnythingIndexed = (await knowledge.GetStatusAsync()).Indexed > 0;
        terminal.WriteNotice(isAnythingIndexed ? "nothing found" : "nothing is indexed yet; run: search index DIR");
    }
}
