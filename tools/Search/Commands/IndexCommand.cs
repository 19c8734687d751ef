using System.CommandLine;
using SearchEngine.Cli.Completion;
using SearchEngine.Cli.Help;
using SearchEngine.Cli.Output;
using SearchEngine.Ingestion;

namespace SearchEngine.Cli.Commands;

/// <summary><c>search index DIR...</c>: brings the index up to date with folders.</summary>
internal static class IndexCommand
{
    public static Command Create(SharedOptions shared)
    {
        Argument<string[]> folders = new Argument<string[]>("DIR") { Description = "Folders to index", Arity = ArgumentArity.OneOrMore }.WithCompletions(CompletionCandidates.Folders);
        Option<bool> verify = FlagOption.Create("--verify", "Read every file and compare its content, not its size and time alone");
        Option<string?> collection = new("--collection") { Description = "Name of the folder's collection; that of one whose folder is gone says that it moved here", HelpName = "NAME" };
        Option<bool> dryRun = FlagOption.Create("--dry-run", "Say what would be done with each file, and do nothing");
        Option<bool> watch = FlagOption.Create("--watch", "Go on until Ctrl-C, and index what changes as it changes");
        Option<long?> maxFileSize = SizeOption.Create("--max-file-size", "Skip larger files; remembered with the folder (default: 50MB, at most 1GB)");
        Command command = new DocumentedCommand("index", "Bring the index up to date with folders",
            "Files that did not change cost a look at their size and time. Ctrl-C keeps what was done, and the next run goes on from there.",
            new("search index ~/notes ~/papers", "two folders, each a collection of its own"),
            new("search index ~/notes --collection diary", "under a name of your own"),
            new("search index ~/notes --dry-run", "what would be indexed, and why the rest would not"),
            new("search index ~/notes --watch", "stays, and follows your changes")) { folders, verify, collection, dryRun, watch, maxFileSize };
        command.SetAction(async (parsed, cancellation) =>
        {
            Terminal terminal = shared.CreateTerminal(parsed);
            string[] paths = [.. parsed.GetRequiredValue(folders).Select(FolderPath.RequireExisting)];
            IndexOptions how = new() { Verify = parsed.GetValue(verify), Collection = parsed.GetValue(collection), MaxFileSize = parsed.GetValue(maxFileSize) };
            if (how.Collection is { } name && string.IsNullOrWhiteSpace(name)) throw new UsageException("--collection takes a name, not an empty one");
            if (parsed.GetValue(watch) && paths.Length > 1) throw new UsageException("--watch follows one folder; start it once for each");
            if (how.Collection is not null && paths.Length > 1) throw new UsageException("--collection names one folder's collection; index the folders one by one");
            await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(shared.GetKnowledgeBaseOptions(parsed), cancellation);
            IndexView view = new(shared.GetFormat(parsed), terminal);
            if (parsed.GetValue(dryRun))
            {
                List<PlannedFile> plan = [];
                foreach (string path in paths) plan.AddRange(await knowledge.PreviewAsync(path, how, cancellation));
                view.ShowPlan(plan);
                return ExitCode.Success;
            }
            foreach (string path in paths)
                view.ShowFolder(path, await terminal.WithProgressAsync(progress => knowledge.IndexAsync(path, how, view.TrackProgress(progress), cancellation)));
            view.ShowTotal();
            terminal.WriteNotices(knowledge.Notices);
            if (!parsed.GetValue(watch)) return ExitCode.Success;

            terminal.WriteNotice($"watching '{paths[0]}'; Ctrl-C ends it");
            await foreach (IndexReport report in knowledge.WatchAsync(paths[0], how with { Verify = false }, view.TrackProgress(null), cancellation))
            {
                if (report.Indexed + report.Removed + report.Skipped + report.Failed.Count > 0) view.ShowFolder(paths[0], report);
            }
            return ExitCode.Success;
        });
        return command;
    }
}
