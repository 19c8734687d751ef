namespace SearchEngine.Cli.Routing;

/// <summary>A text to read, and what it is about.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Text">The text.</param>
/// <param name="MaxTokens">The most tokens of it to read.</param>
internal sealed record TopicText(string Topic, string Text, int MaxTokens);
