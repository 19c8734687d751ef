namespace SearchEngine.Cli.Help;

/// <summary>The examples in the help of <c>search</c> itself.</summary>
internal static class RootExamples
{
    public static IReadOnlyList<Example> All { get; } =
    [
        new("search query --in ~/notes \"who pays for the oven\"", "indexes what changed in the folder, then finds passages in it"),
        new("search index ~/notes ~/papers", "brings the index up to date with two folders"),
        new("search query refund -n 3 --jsonl", "one JSON object per line, for another program"),
        new("search", "opens the prompt"),
    ];
}
