using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Ingestion;

/// <summary>Names the collection of a folder: the folder's name, with a number if another folder already has it.</summary>
internal static class CollectionNames
{
    public static string GetName(string root, IReadOnlyList<CollectionEntry> collections)
    {
        if (FindByRoot(root, collections) is { } existing) return existing.Name;
        string name = Path.GetFileName(root) is { Length: > 0 } folder ? folder : "root";
        HashSet<string> taken = [.. collections.Select(collection => collection.Name)];
        IEnumerable<string> candidates = Enumerable.Range(1, int.MaxValue).Select(i => i == 1 ? name : $"{name}-{i}");
        return candidates.First(candidate => !taken.Contains(candidate));
    }

    /// <summary>
    /// Returns the collection of a folder, and adds it if it does not exist. A collection of the given name whose folder no longer exists
    /// is taken to have moved to <paramref name="root"/>.
    /// </summary>
    /// <exception cref="IndexException">The name belongs to another folder, or the folder has another name.</exception>
    public static CollectionEntry Resolve(CatalogStore catalog, string root, string? name)
    {
        IReadOnlyList<CollectionEntry> all = catalog.GetCollections();
        name ??= GetName(root, all);
        if (FindByRoot(root, all) is { } existing && existing.Name != name)
        {
            throw new IndexException(
                $"The folder {root} is already indexed as '{existing.Name}'. Use that collection name, or leave the name out.");
        }
        if (all.FirstOrDefault(collection => collection.Name == name) is { } sameName && HasMoved(sameName, root))
        {
            catalog.MoveCollection(sameName.Id, root);
        }
        return catalog.GetOrAddCollection(name, root);
    }

    public static CollectionEntry? FindByRoot(string root, IReadOnlyList<CollectionEntry> collections) =>
        collections.FirstOrDefault(collection => collection.Root == root);

    private static bool HasMoved(CollectionEntry collection, string root) =>
        collection.Root.Length > 0 && collection.Root != root && !Directory.Exists(collection.Root);
}
