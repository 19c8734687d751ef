using SearchEngine.Models;

namespace SearchEngine.Cli;

/// <summary>Resolves models that a command line names: by a path, or by the name of a model in one of the models folders.</summary>
internal static class ModelPath
{
    /// <summary>Returns the model's full path; loading the model checks that it exists.</summary>
    public static string Resolve(string nameOrPath)
    {
        bool isPlainName = Path.GetFileName(nameOrPath) == nameOrPath && nameOrPath is not ("." or "..");
        if (!isPlainName || Directory.Exists(nameOrPath)) return Path.GetFullPath(nameOrPath);
        string installed = ModelFolders.Find(nameOrPath);
        return Directory.Exists(installed) ? installed : Path.GetFullPath(nameOrPath);
    }
}
