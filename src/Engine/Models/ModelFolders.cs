namespace SearchEngine.Models;

/// <summary>Where models lie: those in the box, and those that a user added.</summary>
public static class ModelFolders
{
    private const string Variable = "SEARCHENGINE_MODELS";

    /// <summary>The user's own models, in the data folder beside the index; need not exist.</summary>
    public static string Added => Path.Combine(Path.GetDirectoryName(KnowledgeBaseOptions.DefaultIndexPath)!, "models");

    /// <summary>
    /// The folder of a model: below SEARCHENGINE_MODELS where that is set, else in the nearest <c>models</c> folder at or above the program; then among those that were added.
    /// </summary>
    /// <param name="name">Name of the model's folder.</param>
    /// <returns>A path; that it exists is checked when the model is loaded.</returns>
    public static string Find(string name)
    {
        IReadOnlyList<string> candidates = [.. Places().Select(place => Path.Combine(place, name))];
        return candidates.FirstOrDefault(Directory.Exists) ?? candidates[0];
    }

    /// <summary>Full paths of the folders that <see cref="Find"/> would give for their names, in order of their names; hidden ones are none.</summary>
    public static IReadOnlyList<string> All() =>
        [.. Places().Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories).Where(folder => !Path.GetFileName(folder).StartsWith('.')).DistinctBy(Path.GetFileName).OrderBy(Path.GetFileName, StringComparer.Ordinal)];

    /// <summary>The folders that models are looked for in, the first that has one winning.</summary>
    public static IReadOnlyList<string> Places()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named) return [Path.GetFullPath(named), Added];
        List<string> places = [];
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent) places.Add(Path.Combine(folder.FullName, "models"));
        places.Add(Added);
        return places;
    }
}
