namespace SearchEngine.BadInput.Tests;

/// <summary>What the command line promises to end with.</summary>
internal static class ExitCode
{
    public const int Found = 0;
    public const int NothingFound = 1;
    public const int Usage = 2;
    public const int Failure = 3;
}
