using System.CommandLine;
using SearchEngine.Search.Help;
using SearchEngine.Search.Output;

namespace SearchEngine.Search.Commands;

/// <summary><c>search status</c>: what the index holds and how far it is.</summary>
internal static class StatusCommand
{
    public static Command Create(SharedOptions shared)
    {
        Command command = new DocumentedCommand("status", "Show what the index holds",
            "How many documents and passages there are, how many of them are encoded, and which folders they come from.",
            new("search status", "the index in your data folder"),
            new("search status --index ~/kb.index --json", "another index, for a program"));
        command.SetAction(async (parsed, cancellation) =>
        {
            await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(shared.Read(parsed), cancellation);
            KnowledgeBaseStatus status = await knowledge.StatusAsync(cancellation);
            switch (shared.Format(parsed))
            {
                case OutputFormat.Json: JsonOutput.Write(status); break;
                case OutputFormat.JsonLines: JsonOutput.WriteLines(status.Collections); break;
                default: Show(status); break;
            }
            return ExitCode.Found;
        });
        return command;
    }

    private static void Show(KnowledgeBaseStatus status)
    {
        Console.Out.WriteLine(FormattableString.Invariant($"""
            Index       {status.IndexPath}
            Model       {status.Model}
            Documents   {status.Indexed} indexed, {status.Skipped} skipped, {status.Failed} failed
            Passages    {status.Passages}, {status.Encoded} of them encoded
            """));
        foreach (CollectionStatus collection in status.Collections) Console.Out.WriteLine(PlainText.OneLine($"Collection  {collection.Name}  {collection.Root}"));
    }
}
