using SearchEngine.Documents;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Ingestion;

namespace SearchEngine;

/// <summary>Reads documents and reports from the catalog.</summary>
internal static class IndexContents
{
    /// <summary>Returns an indexed document, or null.</summary>
    /// <exception cref="IndexException">The version that indexed the document did not keep its text.</exception>
    public static IndexedDocument? FindDocument(CatalogStore catalog, CollectionEntry collection, string path)
    {
        if (catalog.FindDocument(collection.Id, path) is not { Status: DocumentStatus.Indexed } entry) return null;
        if (entry.Gaps is null)
        {
            string folder = collection.Root.Length > 0 ? collection.Root : "DIR";
            throw new IndexException(
                $"The version that indexed '{path}' did not keep its text. Index it again: search index {folder}");
        }
        return new IndexedDocument(
            collection.Name,
            collection.Root,
            path,
            DocumentTitle.For(entry.Title, path),
            ChunkGaps.Fill(entry.Gaps, entry.Chunks),
            entry.Fields,
            entry.ModifiedUtc,
            [.. entry.Chunks.Select(ToPassage)])
        {
            Places = entry.Places is null ? PlaceMap.Empty : PlaceMap.Parse(entry.Places),
        };
    }

    /// <summary>Returns a report for each file of one or all collections.</summary>
    public static IReadOnlyList<DocumentReport> GetFiles(CatalogStore catalog, string? collection) =>
    [
        .. catalog.GetCollections()
            .Where(entry => collection is null || entry.Name == collection)
            .SelectMany(entry => GetFiles(catalog, entry)),
    ];

    /// <summary>
    /// Returns the documents that a reference may mean: a file's full path or one relative to the current folder, a collection's name and
    /// the path in it, or the path alone.
    /// </summary>
    public static IReadOnlyList<(CollectionEntry Collection, string Path)> FindByReference(CatalogStore catalog, string reference)
    {
        string fullPath = Path.GetFullPath(reference), path = reference.Replace(Path.DirectorySeparatorChar, '/');
        List<(CollectionEntry, string)> found = [];
        foreach (CollectionEntry collection in catalog.GetCollections())
        {
            string prefix = collection.Name + "/";
            string? pathInCollection = path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : null;
            IEnumerable<string?> candidates = [GetPathBelow(collection.Root, fullPath), pathInCollection, path];
            foreach (string candidate in candidates.OfType<string>().Distinct())
            {
                if (catalog.HasDocument(collection.Id, candidate)) found.Add((collection, candidate));
            }
        }
        return found;
    }

    private static IEnumerable<DocumentReport> GetFiles(CatalogStore catalog, CollectionEntry collection)
    {
        IReadOnlyDictionary<string, int> passages = catalog.GetChunkCounts(collection.Id);
        return catalog.GetFileStates(collection.Id).Select(state => new DocumentReport(
            collection.Name,
            state.Path,
            state.Status,
            state.Reason,
            passages.GetValueOrDefault(state.Path),
            state.Size,
            state.ModifiedUtc));
    }

    private static IndexedPassage ToPassage(ChunkEntry chunk) =>
        new(chunk.Heading, chunk.Place.Length == 0 ? null : chunk.Place, chunk.Line, chunk.Start, chunk.End);

    /// <summary>Returns the path of a file relative to a folder, with forward slashes; null if it is not below the folder.</summary>
    private static string? GetPathBelow(string root, string fullPath)
    {
        if (root.Length == 0) return null;
        string relativePath = Path.GetRelativePath(root, fullPath);
        bool isBelow = relativePath != "." && !relativePath.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(relativePath);
        return isBelow ? relativePath.Replace(Path.DirectorySeparatorChar, '/') : null;
    }
}
