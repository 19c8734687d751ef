namespace SearchEngine.Cli.Help;

/// <summary>What to try first.</summary>
internal static class RootExamples
{
    public static IReadOnlyList<Example> All { get; } =
    [
        new("search query --in ~/notes \"who pays for the oven\"", "indexes the folder where it changed, then finds passages in it"),
        new("search index ~/notes ~/papers", "brings the index up to date with folders"),
        new("search query refund -n 3 --jsonl", "a JSON object a line, for another program"),
        new("search", "opens the prompt"),
    ];
}
