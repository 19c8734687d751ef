namespace SearchEngine.Cli.Output;

/// <summary>One collection or document that <c>search remove</c> removed.</summary>
/// <param name="Path">The document's path; null if the whole collection was removed.</param>
/// <param name="Documents">The number of documents and other files that were removed.</param>
internal sealed record RemovedItemOutput(string Collection, string? Path, int Documents);

/// <summary>The output of <c>search remove --json</c>.</summary>
internal sealed record RemoveOutput(IReadOnlyList<RemovedItemOutput> Removed);

/// <summary>Shows what was removed from an index.</summary>
internal static class RemovedView
{
    public static void Show(IReadOnlyList<RemovedItemOutput> removed, OutputFormat format)
    {
        if (format == OutputFormat.Json) JsonOutput.Write(new RemoveOutput(removed));
        if (format == OutputFormat.JsonLines) JsonOutput.WriteLines(removed);
        if (format != OutputFormat.Text) return;
        foreach (RemovedItemOutput item in removed) Console.Out.WriteLine(PlainText.ToSingleLine(Describe(item)));
    }

    private static string Describe(RemovedItemOutput item) => item.Path is null
        ? FormattableString.Invariant($"removed {item.Collection}: {item.Documents} files")
        : $"removed {item.Collection}/{item.Path}";
}
