namespace SearchEngine.Cli.Routing;

/// <summary>How many of the texts a decoder has read.</summary>
internal readonly record struct RoutingProgress(int Done, int Total);
