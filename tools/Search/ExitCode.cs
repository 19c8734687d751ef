namespace SearchEngine.Search;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    public const int Found = 0;
    public const int NothingFound = 1;
    public const int Incomplete = 1;
    public const int Usage = 2;
    public const int Failure = 3;
    public const int Cancelled = 130;
}
