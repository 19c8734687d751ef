using System.CommandLine;
using SearchEngine.Cli.Completion;
using SearchEngine.Cli.Help;
using SearchEngine.Cli.Output;
using SearchEngine.Ingestion;

namespace SearchEngine.Cli.Commands;

/// <summary>The command <c>search index DIR...</c>: brings the index up to date with folders.</summary>
internal sealed class IndexCommand
{
    private readonly Argument<string[]> _folders = new Argument<string[]>("DIR")
    {
        Description = "Folders to index",
        Arity = ArgumentArity.OneOrMore,
    }.WithCompletions(CompletionCandidates.Folders);

    private readonly Option<bool> _verify = FlagOption.Create("--verify", "Read and compare every file, not just its size and time");

    private readonly Option<bool> _allowEmpty = FlagOption.Create(
        "--allow-empty", "Remove all documents of a folder that is empty now; without it, that is an error");

    private readonly Option<string?> _collection = new("--collection")
    {
        Description = "The name of the folder's collection; if the folder of an existing collection was moved, give that collection's name",
        HelpName = "NAME",
    };

    private readonly Option<bool> _dryRun = FlagOption.Create("--dry-run", "Show what would be done with each file, and change nothing");
    private readonly Option<bool> _watch = FlagOption.Create("--watch", "Keep running until Ctrl-C, and index files as they change");

    private readonly Option<long?> _maxFileSize = SizeOption.Create(
        "--max-file-size", "Skip larger files; the limit is remembered with the folder (default: 50MB, at most 1GB)");

    private readonly SharedOptions _shared;

    private IndexCommand(SharedOptions shared) => _shared = shared;

    public static Command Create(SharedOptions shared) => new IndexCommand(shared).Create();

    private DocumentedCommand Create()
    {
        DocumentedCommand command = new(
            "index",
            "Bring the index up to date with folders",
            "Only files whose size or time changed are read again. Ctrl-C keeps finished work, and the next run continues from there.",
            new("search index ~/notes ~/papers", "two folders, each as its own collection"),
            new("search index ~/notes --collection diary", "under a name you choose"),
            new("search index ~/notes --dry-run", "shows what would be indexed, and why other files would not"),
            new("search index ~/notes --watch", "keeps running and follows your changes"))
        {
            _folders, _verify, _allowEmpty, _collection, _dryRun, _watch, _maxFileSize,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        Terminal terminal = _shared.CreateTerminal(parsed);
        string[] paths = [.. parsed.GetRequiredValue(_folders).Select(FolderPath.RequireExisting)];
        bool watches = parsed.GetValue(_watch);
        IndexOptions options = GetOptions(parsed, paths, watches);
        await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(_shared.GetKnowledgeBaseOptions(parsed), cancellation);
        IndexView view = new(_shared.GetFormat(parsed), terminal);
        if (parsed.GetValue(_dryRun))
        {
            view.ShowPlan(await PreviewAsync(knowledge, paths, options, cancellation));
            return ExitCode.Success;
        }
        foreach (string path in paths)
        {
            IndexReport report = await terminal.WithProgressAsync(
                progress => knowledge.IndexAsync(path, options, view.TrackProgress(progress), cancellation));
            view.ShowFolder(path, report);
        }
        view.ShowTotal();
        terminal.WriteNotices(knowledge.Notices);
        if (watches) await WatchAsync(knowledge, paths[0], options, view, terminal, cancellation);
        return ExitCode.Success;
    }

    private IndexOptions GetOptions(ParseResult parsed, string[] paths, bool watches)
    {
        string? collection = parsed.GetValue(_collection);
        if (collection is not null && string.IsNullOrWhiteSpace(collection))
            throw new UsageException("--collection takes a name, not an empty one");
        if (watches && paths.Length > 1) throw new UsageException("--watch follows one folder; run one command for each folder");
        if (collection is not null && paths.Length > 1)
            throw new UsageException("--collection names the collection of one folder; index the folders one by one");
        return new IndexOptions
        {
            Verify = parsed.GetValue(_verify),
            AllowEmpty = parsed.GetValue(_allowEmpty),
            Collection = collection,
            MaxFileSize = parsed.GetValue(_maxFileSize),
        };
    }

    private static async Task<IReadOnlyList<PlannedFile>> PreviewAsync(
        KnowledgeBase knowledge, string[] paths, IndexOptions options, CancellationToken cancellation)
    {
        List<PlannedFile> plan = [];
        foreach (string path in paths) plan.AddRange(await knowledge.PreviewAsync(path, options, cancellation));
        return plan;
    }

    private static async Task WatchAsync(
        KnowledgeBase knowledge, string path, IndexOptions options, IndexView view, Terminal terminal, CancellationToken cancellation)
    {
        terminal.WriteNotice($"watching '{path}'; press Ctrl-C to stop");
        IndexOptions changesOnly = options with { Verify = false };
        await foreach (IndexReport report in knowledge.WatchAsync(path, changesOnly, view.TrackProgress(null), cancellation))
        {
            if (report.Indexed + report.Removed + report.Skipped + report.Failed.Count > 0) view.ShowFolder(path, report);
        }
    }
}
