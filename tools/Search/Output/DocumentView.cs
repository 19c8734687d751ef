namespace SearchEngine.Cli.Output;

/// <summary>The output of <c>search get --json</c>: a document, with the requested part of its text.</summary>
internal sealed record DocumentOutput(
    string Collection,
    string Root,
    string Path,
    string Title,
    IReadOnlyDictionary<string, string> Fields,
    DateTime ModifiedUtc,
    int Start,
    int End,
    int Length,
    string Text);

/// <summary>Shows the text of a document: unchanged to a file or program, without control characters on a terminal.</summary>
internal static class DocumentView
{
    public static void Show(IndexedDocument document, DocumentPart part, TextWriter output, bool redirected)
    {
        string text = document.Text[part.Start..part.End];
        output.Write(redirected ? text : PlainText.ReplaceControls(text));
        if (!redirected && !text.EndsWith('\n')) output.WriteLine();
    }

    public static void Write(IndexedDocument document, DocumentPart part, OutputFormat format)
    {
        DocumentOutput shown = new(
            document.Collection,
            document.Root,
            document.Path,
            document.Title,
            document.Fields,
            document.ModifiedUtc,
            part.Start,
            part.End,
            document.Text.Length,
            document.Text[part.Start..part.End]);
        if (format == OutputFormat.Json) JsonOutput.Write(shown);
        else JsonOutput.WriteLine(shown);
    }
}
