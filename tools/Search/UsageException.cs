namespace SearchEngine.Cli;

/// <summary>The command line is wrong; the message says what is wrong and what to do instead.</summary>
internal sealed class UsageException(string message) : Exception(message);
