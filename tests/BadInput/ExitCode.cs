namespace SearchEngine.BadInput.Tests;

/// <summary>The documented exit codes of the command line.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int NoResults = 1;
    public const int UsageError = 2;
    public const int Failure = 3;
}
