namespace SearchEngine.Cli.Output;

/// <summary>Says on stderr what is wrong. Names and texts of others stand in it, and do not act there either.</summary>
internal static class ErrorOutput
{
    public static void Write(string text) => Console.Error.WriteLine(PlainText.ReplaceControls($"search: {text}"));
}
