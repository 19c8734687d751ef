namespace SearchEngine.Cli.Output;

/// <summary>Writes errors and notices to stderr, without the control characters that names and texts in them may have.</summary>
internal static class ErrorOutput
{
    public static void Write(string text) => Console.Error.WriteLine(PlainText.ReplaceControls($"search: {text}"));
}
