using System.CommandLine;
using SearchEngine.Indexing;
using SearchEngine.Search.Completion;
using SearchEngine.Search.Help;
using SearchEngine.Search.Output;

namespace SearchEngine.Search.Commands;

/// <summary><c>search index DIR...</c>: brings the index up to date with folders.</summary>
internal static class IndexCommand
{
    public static Command Create(SharedOptions shared)
    {
        Argument<string[]> folders = new Argument<string[]>("DIR") { Description = "Folders to index", Arity = ArgumentArity.OneOrMore }.CompletedBy(Candidates.Folders);
        Option<bool> verify = FlagOption.Create("--verify", "Read every file and compare its content, not its size and time alone");
        Option<string?> collection = new("--collection") { Description = "Name of the folder's collection; that of one whose folder is gone says that it moved here", HelpName = "NAME" };
        Command command = new DocumentedCommand("index", "Bring the index up to date with folders",
            "Files that did not change cost a look at their size and time. Ctrl-C keeps what was done, and the next run goes on from there.",
            new("search index ~/notes ~/papers", "two folders, each a collection of its own"),
            new("search index ~/notes --collection diary", "under a name of your own"),
            new("search index ~/notes --verify --jsonl", "reads every file; a JSON object for each that could not be read, then the totals")) { folders, verify, collection };
        command.SetAction(async (parsed, cancellation) =>
        {
            Terminal terminal = shared.Terminal(parsed);
            string[] paths = [.. parsed.GetRequiredValue(folders).Select(Folder.Require)];
            IndexOptions how = new() { Verify = parsed.GetValue(verify), Collection = parsed.GetValue(collection) };
            if (how.Collection is { } name && string.IsNullOrWhiteSpace(name)) throw new UsageException("--collection takes a name, not an empty one");
            if (how.Collection is not null && paths.Length > 1) throw new UsageException("--collection names one folder's collection; index the folders one by one");
            await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(shared.Read(parsed), cancellation);
            IndexView view = new(shared.Format(parsed), terminal);
            foreach (string path in paths)
            {
                IndexReport report = await terminal.WithProgressAsync(progress => knowledge.IndexAsync(path, how, progress, cancellation));
                foreach (FailedDocument failed in report.Failed) view.Failed(path, failed);
                view.Done(path, report);
            }
            view.Total();
            terminal.NoticeAll(knowledge.Notices);
            return ExitCode.Found;
        });
        return command;
    }
}
