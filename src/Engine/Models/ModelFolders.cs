namespace SearchEngine.Models;

/// <summary>Finds the folders of models: those delivered with the program, and those that a user added.</summary>
public static class ModelFolders
{
    private const string EnvironmentVariable = "SEARCHENGINE_MODELS";

    /// <summary>The folder for models that a user adds, next to the default index. It may not exist.</summary>
    public static string UserFolder => Path.Combine(UserDataFolder.FullPath, "models");

    /// <summary>
    /// Returns the folder of a model. Looks below SEARCHENGINE_MODELS if it is set, otherwise in the nearest <c>models</c> folder at or
    /// above the program; then in <see cref="UserFolder"/>.
    /// </summary>
    /// <param name="name">Name of the model's folder.</param>
    /// <returns>A path, which may not exist: loading the model checks it.</returns>
    public static string Find(string name)
    {
        IReadOnlyList<string> candidates = [.. GetSearchPaths().Select(folder => Path.Combine(folder, name))];
        return candidates.FirstOrDefault(Directory.Exists) ?? candidates[0];
    }

    /// <summary>
    /// Returns the full paths of all models that <see cref="Find"/> can find, ordered by name; hidden folders are left out.
    /// </summary>
    public static IReadOnlyList<string> FindAll() =>
    [
        .. GetSearchPaths()
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateDirectories)
            .Where(folder => !Path.GetFileName(folder).StartsWith('.'))
            .DistinctBy(Path.GetFileName)
            .OrderBy(Path.GetFileName, StringComparer.Ordinal),
    ];

    /// <summary>Returns the folders that are searched for models, in order of precedence.</summary>
    public static IReadOnlyList<string> GetSearchPaths()
    {
        string? configured = Environment.GetEnvironmentVariable(EnvironmentVariable);
        if (!string.IsNullOrEmpty(configured)) return [Path.GetFullPath(configured), UserFolder];

        List<string> paths = [];
        for (DirectoryInfo? above = new(AppContext.BaseDirectory); above is not null; above = above.Parent)
        {
            paths.Add(Path.Combine(above.FullName, "models"));
        }
        paths.Add(UserFolder);
        return paths;
    }
}
