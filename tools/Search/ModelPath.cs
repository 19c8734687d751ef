using SearchEngine.Models;

namespace SearchEngine.Cli;

/// <summary>Models that a command line names: by the path of a folder, or by the plain name of one in the folders that models are looked for in.</summary>
internal static class ModelPath
{
    /// <summary>The folder's full path; that it exists is checked when it is read.</summary>
    public static string Resolve(string named)
    {
        bool isPlain = Path.GetFileName(named) == named && named is not ("." or "..");
        return isPlain && !Directory.Exists(named) && ModelFolders.Find(named) is var known && Directory.Exists(known) ? known : Path.GetFullPath(named);
    }
}
