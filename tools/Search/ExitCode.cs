namespace SearchEngine.Cli;

/// <summary>The exit codes of the process.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int NoResults = 1;
    public const int IncompleteModel = 1;
    public const int UsageError = 2;
    public const int Failure = 3;
    public const int Cancelled = 130;

    /// <summary>The meaning of each code, for the help.</summary>
    public static IReadOnlyList<(int Value, string Meaning)> Meanings { get; } =
    [
        (Success, "success: something was found, or the work is done"),
        (NoResults, "nothing was found, or a model is incomplete"),
        (UsageError, "the command line is wrong or names something that does not exist"),
        (Failure, "the command failed, or the index is damaged"),
        (Cancelled, "cancelled with Ctrl-C; finished work is kept"),
    ];
}
