namespace SearchEngine.Runtime;

/// <summary>The user's folder for data that can be recreated: XDG_CACHE_HOME, or the platform's default.</summary>
internal static class CacheFolder
{
    /// <summary>Path of the folder; not created.</summary>
    public static string Default => Path.Combine(GetRoot(), "searchengine");

    private static string GetRoot()
    {
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named) return named;
        if (OperatingSystem.IsWindows())
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "cache");
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches") : Path.Combine(home, ".cache");
    }
}
