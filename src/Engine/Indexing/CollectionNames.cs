using SearchEngine.Index.Catalog;

namespace SearchEngine.Indexing;

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

    public static CollectionEntry? OfRoot(string root, IReadOnlyList<CollectionEntry> collections) =>
        collections.FirstOrDefault(collection => collection.Root == root);
}
