namespace SearchEngine;

/// <summary>Where the models in the box lie.</summary>
public static class ModelFolders
{
    private const string Variable = "SEARCHENGINE_MODELS";

    /// <summary>
    /// The folder of a model: below SEARCHENGINE_MODELS where that is set, else in the nearest <c>models</c> folder at or above the program.
    /// </summary>
    /// <param name="name">Name of the model's folder.</param>
    /// <returns>A path; that it exists is checked when the model is loaded.</returns>
    public static string Find(string name)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named) return Path.Combine(named, name);
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "models", name);
            if (Directory.Exists(candidate)) return candidate;
        }
        return Path.Combine(AppContext.BaseDirectory, "models", name);
    }
}
