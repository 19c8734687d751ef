using System.CommandLine;
using SearchEngine.Cli.Help;
using SearchEngine.Cli.Output;
using SearchEngine.Index.Filters;
using SearchEngine.Reranker;
using SearchEngine.Search;

namespace SearchEngine.Cli.Commands;

/// <summary><c>search query "text"</c>: finds passages, after a look for changed files where a folder is named.</summary>
internal static class QueryCommand
{
    public static Command Create(SharedOptions shared)
    {
        Argument<string> query = new("QUERY") { Description = "What to look for: words or a question; \"a phrase\" must occur as it stands, -word must not" };
        Option<int> take = CountOption.Create("-n", "Documents to show (default: 10)", 10);
        Option<string?> scope = ScopeOption.Create(shared);
        Option<string[]> filter = new("--filter")
        {
            Description = "Only documents like this, by front matter, path, collection or modified: tags=recipe,sweet, year=2020..2024, path=docs/**, modified=30d; more than one must all hold",
            HelpName = "NAME=VALUE",
        };
        Option<RerankBudget> rerank = RerankOption.Create();
        Option<bool> noUpdate = FlagOption.Create("--no-update", "Do not look for changed files first");
        Option<bool> explain = FlagOption.Create("--explain", "Show how each score came about, and the time each stage took");

        Command command = new DocumentedCommand("query", "Find passages by words and by meaning",
            "Shows documents, best first, each with the passage that answers best, where it stands and under which headings. Ends with 1 where nothing is found.",
            new("search query --in ~/notes \"who pays for the oven\"", "looks for changed files in the folder first"),
            new("search query refund -n 3", "in all that is indexed, the three best documents"),
            new("search query '\"sourdough starter\" -rye' --explain", "the phrase as it stands, and no rye; with what each score is made of"),
            new("search query dough --filter tags=recipe --filter modified=30d --jsonl", "recipes of the last 30 days, a JSON object a line")) { query, take, scope, filter, rerank, noUpdate, explain };
        command.SetAction(async (parsed, cancellation) =>
        {
            string text = parsed.GetRequiredValue(query);
            if (string.IsNullOrWhiteSpace(text)) throw new UsageException("the query is empty; say what to look for");

            SearchFilter wanted = SearchFilter.Parse(parsed.GetValue(filter) ?? []);
            Terminal terminal = shared.CreateTerminal(parsed);
            await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(shared.GetKnowledgeBaseOptions(parsed) with { PreloadEncoder = true, PreloadReranker = RerankOption.GetBudget(parsed, rerank) is not null }, cancellation);
            QueryOptions options = new() { Take = parsed.GetValue(take), Filter = wanted, Highlight = true, Rerank = RerankOption.GetBudget(parsed, rerank) };
            SearchResults results;
            if (parsed.GetValue(scope) is not { } named) results = await knowledge.QueryAsync(text, options, cancellation);
            else if (await ScopeOption.ResolveAsync(knowledge, named, !parsed.GetValue(noUpdate), terminal, cancellation) is not { } collection) results = SearchResults.CreateEmpty(text);
            else results = await knowledge.QueryAsync(text, options with { Collections = [collection] }, cancellation);

            await ShowAsync(results, knowledge, shared.GetFormat(parsed), parsed.GetValue(explain), terminal);
            return results.Hits.Count > 0 ? ExitCode.Success : ExitCode.NoResults;
        });
        return command;
    }

    private static async Task ShowAsync(SearchResults results, KnowledgeBase knowledge, OutputFormat format, bool explain, Terminal terminal)
    {
        terminal.WriteNotices(knowledge.Notices);
        if (results.UncommittedDocuments > 0) terminal.WriteNotice($"{results.UncommittedDocuments} documents are written but cannot be found yet; whoever is indexing makes them so within about a second");
        if (results.UnembeddedChunks > 0) terminal.WriteNotice($"{results.UnembeddedChunks} passages can be found by words only until they are encoded");
        if (format == OutputFormat.Json) JsonOutput.Write(ResultsOutput.From(results));
        else if (format == OutputFormat.JsonLines) JsonOutput.WriteLines(results.Hits.Select(HitOutput.From));
        else if (results.Hits.Count > 0) new ResultsView(terminal, Console.Out, explain).Show(results);
        if (results.Hits.Count > 0) return;
        bool any = (await knowledge.GetStatusAsync()).Indexed > 0;
        terminal.WriteNotice(any ? "nothing found" : "nothing is indexed yet; run: search index DIR");
    }
}
