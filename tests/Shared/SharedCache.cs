namespace SearchEngine.Tests;

/// <summary>
/// Graphs and hashes of models, which cost each fresh cache folder seconds and are the same for all: kept once for all tests, in <c>artifacts/tests/cache</c>, which <c>./test</c> begins by emptying. What
/// else lies in a cache folder (indexes of collections that are evaluated) stays each test's own.
/// </summary>
internal static class SharedCache
{
    private static readonly string Root = Path.Combine(Repository.Root, "artifacts", "tests", "cache");

    /// <summary>Makes a cache folder that has its part of them by links; a plain, empty one where links are not permitted.</summary>
    /// <param name="cacheHome">What XDG_CACHE_HOME will name.</param>
    public static void LinkTo(string cacheHome)
    {
        string folder = Directory.CreateDirectory(Path.Combine(cacheHome, "searchengine")).FullName;
        foreach (string part in (string[])["graphs", "hashes"])
        {
            string target = Directory.CreateDirectory(Path.Combine(Root, part)).FullName;
            try
            {
                Directory.CreateSymbolicLink(Path.Combine(folder, part), target);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return;
            }
        }
    }
}
