namespace SearchEngine.Cli.Experts;

/// <summary>A text to read, with its topic and the maximum number of tokens to read.</summary>
internal sealed record TopicText(string Topic, string Text, int MaxTokens);
