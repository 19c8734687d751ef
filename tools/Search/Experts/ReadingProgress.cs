namespace SearchEngine.Cli.Experts;

/// <summary>How many of the texts a decoder has read.</summary>
internal readonly record struct ReadingProgress(int Done, int Total);
