namespace SearchEngine.Cli.Output;

/// <summary>The format of results on stdout.</summary>
internal enum OutputFormat
{
    /// <summary>Text for people.</summary>
    Text,

    /// <summary>One JSON object, indented.</summary>
    Json,

    /// <summary>One JSON object per line, each written as soon as it is known.</summary>
    JsonLines,
}
