namespace SearchEngine.Cli;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int NoResults = 1;
    public const int IncompleteModel = 1;
    public const int UsageError = 2;
    public const int Failure = 3;
    public const int Cancelled = 130;

    /// <summary>What each means, for the help.</summary>
    public static IReadOnlyList<(int Value, string Meaning)> Meanings { get; } =
    [
        (Success, "found, or done"),
        (NoResults, "nothing found; a model that is not complete"),
        (UsageError, "the command line means nothing, or names what is not there"),
        (Failure, "a failure, or an index that is damaged"),
        (Cancelled, "cancelled by Ctrl-C; what was done is kept"),
    ];
}
