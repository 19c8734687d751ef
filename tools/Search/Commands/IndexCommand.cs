using System.CommandLine;
using SearchEngine.Indexing;
using SearchEngine.Search.Output;

namespace SearchEngine.Search.Commands;

/// <summary><c>search index DIR...</c>: brings the index up to date with folders.</summary>
internal static class IndexCommand
{
    public static Command Create(SharedOptions shared)
    {
        Argument<string[]> folders = new("DIR") { Description = "Folders to index", Arity = ArgumentArity.OneOrMore };
        Command command = new("index", "Index folders; files that did not change cost a look at their size and time") { folders };
        command.SetAction(async (parsed, cancellation) =>
        {
            Terminal terminal = shared.Terminal(parsed);
            string[] paths = [.. parsed.GetRequiredValue(folders).Select(Folder.Require)];
            await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(shared.Read(parsed), cancellation);
            foreach (string path in paths)
            {
                IndexReport report = await terminal.WithProgressAsync(progress => knowledge.IndexAsync(path, progress, cancellation));
                if (shared.Json(parsed)) JsonOutput.Write(report);
                else Show(path, report, terminal);
            }
            return ExitCode.Found;
        });
        return command;
    }

    private static void Show(string path, IndexReport report, Terminal terminal)
    {
        Console.Out.WriteLine(FormattableString.Invariant(
            $"{path}: {report.Indexed} indexed, {report.Unchanged} unchanged, {report.Removed} removed, {report.Skipped} skipped, {report.Failed.Count} failed; {report.Encoded} passages encoded in {report.Elapsed.TotalSeconds:F1} s"));
        foreach (FailedDocument failed in report.Failed) terminal.Notice(PlainText.WithoutControls($"{failed.Path}: {failed.Reason}"));
    }
}
