namespace SearchEngine.Models;

/// <summary>The program's folder in the user's data folder: XDG_DATA_HOME, or the platform's equivalent.</summary>
internal static class UserDataFolder
{
    public static string FullPath => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "searchengine");
}
