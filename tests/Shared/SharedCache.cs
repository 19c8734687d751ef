namespace SearchEngine.Tests;

/// <summary>
/// Graphs and hashes of models, which take seconds to build: all tests share them in <c>artifacts/tests/cache</c>, which <c>./test</c>
/// empties first. The rest of a cache folder (indexes of evaluated collections) is not shared.
/// </summary>
internal static class SharedCache
{
    private static readonly string Root = Path.Combine(Repository.Root, "artifacts", "tests", "cache");

    /// <summary>Returns the full path of something in the shared folder.</summary>
    public static string GetPath(string part) => Path.Combine(Root, part);

    /// <summary>Creates a cache folder with links to the shared files, or an empty one where links are not permitted.</summary>
    /// <param name="cacheHome">The value of XDG_CACHE_HOME for the command.</param>
    public static void LinkTo(string cacheHome)
    {
        string folder = Directory.CreateDirectory(Path.Combine(cacheHome, "searchengine")).FullName;
        foreach (string part in (string[])["graphs", "hashes"])
        {
            string target = Directory.CreateDirectory(GetPath(part)).FullName;
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
