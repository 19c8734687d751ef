namespace SearchEngine.Cli;

/// <summary>The command line asks for something that cannot be: says what, and what to do instead.</summary>
internal sealed class UsageException(string message) : Exception(message);
