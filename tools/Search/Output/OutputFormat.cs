namespace SearchEngine.Cli.Output;

/// <summary>The form that results take on stdout.</summary>
internal enum OutputFormat
{
    /// <summary>Text for a person.</summary>
    Text,

    /// <summary>One JSON object, indented.</summary>
    Json,

    /// <summary>A JSON object a line, each written as soon as it is known.</summary>
    JsonLines,
}
