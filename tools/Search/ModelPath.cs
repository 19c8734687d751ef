using SearchEngine.Models;

namespace SearchEngine.Cli;

/// <summary>Models that a command line names: by the path of a folder, or by the plain name of one in the folders that models are looked for in.</summary>
internal static class ModelPath
{
    /// <summary>The folder's full path; that it exists is checked when it is read.</summary>
    public static string Resolve(string nameOrPath)
    {
        bool isPlain = Path.GetFileName(nameOrPath) == nameOrPath && nameOrPath is not ("." or "..");
        return isPlain && !Directory.Exists(nameOrPath) && ModelFolders.Find(nameOrPath) is var known && Directory.Exists(known) ? known : Path.GetFullPath(nameOrPath);
    }
}
