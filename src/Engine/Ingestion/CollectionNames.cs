using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Ingestion;

/// <summary>Names a folder's collection: the folder's own name, numbered where another folder has it already.</summary>
internal static class CollectionNames
{
    public static string For(string root, IReadOnlyList<CollectionEntry> collections)
    {
        if (OfRoot(root, collections) is { } known) return known.Name;
        string name = Path.GetFileName(root) is { Length: > 0 } folder ? folder : "root";
        HashSet<string> taken = [.. collections.Select(collection => collection.Name)];
        return Enumerable.Range(1, int.MaxValue).Select(i => i == 1 ? name : $"{name}-{i}").First(candidate => !taken.Contains(candidate));
    }

    /// <summary>The collection of a folder: the one it has, or the one that is named for it.</summary>
    /// <exception cref="IndexException">The name is that of another folder, or the folder has another name.</exception>
    public static CollectionEntry Resolve(CatalogStore catalog, string root, string? name)
    {
        IReadOnlyList<CollectionEntry> all = catalog.GetCollections();
        name ??= For(root, all);
        if (OfRoot(root, all) is { } known && known.Name != name)
            throw new IndexException($"The folder {root} is indexed as '{known.Name}' already. Leave the name out, or use that one.");
        if (all.FirstOrDefault(collection => collection.Name == name) is { } moved && moved.Root.Length > 0 && moved.Root != root && !Directory.Exists(moved.Root))
            catalog.MoveCollection(moved.Id, root);
        return catalog.GetOrAddCollection(name, root);
    }

    public static CollectionEntry? OfRoot(string root, IReadOnlyList<CollectionEntry> collections) =>
        collections.FirstOrDefault(collection => collection.Root == root);
}
