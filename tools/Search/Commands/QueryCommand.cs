using System.CommandLine;
using SearchEngine.Index;
using SearchEngine.Search.Output;
using SearchEngine.Searching;

namespace SearchEngine.Search.Commands;

/// <summary><c>search query "text"</c>: finds passages, after a look for changed files where a folder is named.</summary>
internal static class QueryCommand
{
    public static Command Create(SharedOptions shared)
    {
        Argument<string> query = new("QUERY") { Description = "What to look for: words or a question; \"a phrase\" must occur as it stands, -word must not" };
        Option<int> take = CountOption.Create("-n", "Documents to show", 10);
        Option<string?> scope = new("--in") { Description = "A folder (indexed first where it changed) or the name of a collection", HelpName = "DIR|COLLECTION" };
        Option<bool> noUpdate = new("--no-update") { Description = "Do not look for changed files first" };
        Option<bool> explain = new("--explain") { Description = "Show how each score came about, and the time each stage took" };

        Command command = new("query", "Find passages by words and by meaning") { query, take, scope, noUpdate, explain };
        command.SetAction(async (parsed, cancellation) =>
        {
            string text = parsed.GetRequiredValue(query);
            if (string.IsNullOrWhiteSpace(text)) throw new UsageException("the query is empty; say what to look for");

            Terminal terminal = shared.Terminal(parsed);
            await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(shared.Read(parsed), cancellation);
            knowledge.Preload();
            QueryOptions options = new() { Take = parsed.GetValue(take) };
            if (parsed.GetValue(scope) is { } named)
                options = options with { Collections = [await ResolveAsync(knowledge, named, !parsed.GetValue(noUpdate), terminal, cancellation)] };

            SearchResults results = await knowledge.QueryAsync(text, options, cancellation);
            Show(results, knowledge, shared.Json(parsed), parsed.GetValue(explain), terminal);
            return results.Hits.Count > 0 ? ExitCode.Found : ExitCode.NothingFound;
        });
        return command;
    }

    /// <summary>The collection that --in names: a folder's own, indexed or brought up to date first, or one by its name.</summary>
    private static async Task<string> ResolveAsync(KnowledgeBase knowledge, string named, bool update, Terminal terminal, CancellationToken cancellation)
    {
        if (!Directory.Exists(named) && knowledge.HasCollection(named)) return named;
        string folder = Folder.Require(named);
        if (update)
        {
            try
            {
                await terminal.WithProgressAsync(progress => knowledge.IndexAsync(folder, progress, cancellation));
            }
            catch (IndexLockedException e)
            {
                terminal.Notice($"{e.Message} Searching what is committed.");
            }
        }
        return knowledge.CollectionOf(folder) ?? throw new UsageException($"'{named}' is not indexed yet; leave out --no-update, or run: search index '{named}'");
    }

    private static void Show(SearchResults results, KnowledgeBase knowledge, bool json, bool explain, Terminal terminal)
    {
        if (knowledge.DeviceNotice is { } notice) terminal.Notice(notice);
        if (results.Pending > 0) terminal.Notice($"{results.Pending} passages can be found by words only until they are encoded");
        if (json) JsonOutput.Write(results);
        else if (results.Hits.Count > 0) new ResultsView(terminal, Console.Out, explain).Show(results);
        else terminal.Notice("nothing found");
    }
}
