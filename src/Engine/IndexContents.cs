using SearchEngine.Documents;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Ingestion;

namespace SearchEngine;

/// <summary>Reads what an index holds of its documents.</summary>
internal static class IndexContents
{
    /// <summary>A document, or null.</summary>
    /// <exception cref="IndexException">It was indexed by a version that did not keep its text.</exception>
    public static IndexedDocument? Find(CatalogStore catalog, CollectionEntry collection, string path)
    {
        if (catalog.FindDocument(collection.Id, path) is not { Status: DocumentStatus.Indexed } entry) return null;
        if (entry.Gaps is null) throw new IndexException($"The text of '{path}' was not kept by the version that indexed it. Index it again: search index {(collection.Root.Length > 0 ? collection.Root : "DIR")}");
        return new IndexedDocument(
            collection.Name, collection.Root, path, DocumentTitle.For(entry.Title, path), ChunkGaps.Fill(entry.Gaps, entry.Chunks), entry.Fields, entry.ModifiedUtc,
            [.. entry.Chunks.Select(chunk => new IndexedPassage(chunk.Heading, chunk.Place.Length == 0 ? null : chunk.Place, chunk.Line, chunk.Start, chunk.End))])
        {
            Places = entry.Places is null ? PlaceMap.Empty : PlaceMap.Parse(entry.Places),
        };
    }

    /// <summary>What became of each file of the collections, by collection and path.</summary>
    public static IReadOnlyList<DocumentReport> Files(CatalogStore catalog, string? collection) =>
        [.. catalog.GetCollections().Where(entry => collection is null || entry.Name == collection).SelectMany(entry => Files(catalog, entry))];

    private static IEnumerable<DocumentReport> Files(CatalogStore catalog, CollectionEntry collection)
    {
        IReadOnlyDictionary<string, int> passages = catalog.GetChunkCounts(collection.Id);
        return catalog.GetFileStates(collection.Id).Select(state => new DocumentReport(
            collection.Name, state.Path, state.Status, state.Reason, passages.GetValueOrDefault(state.Path), state.Size, state.ModifiedUtc));
    }

    /// <summary>
    /// The documents that a name may mean: a file's full path, or one relative to the current folder; a collection's name and the path in it; or the path alone.
    /// </summary>
    public static IReadOnlyList<(CollectionEntry Collection, string Path)> Named(CatalogStore catalog, string named)
    {
        string full = Path.GetFullPath(named), plain = named.Replace(Path.DirectorySeparatorChar, '/');
        List<(CollectionEntry, string)> inOrder = [];
        foreach (CollectionEntry collection in catalog.GetCollections())
        {
            string? below = collection.Root.Length > 0 && Path.GetRelativePath(collection.Root, full) is var relative && relative != "." && !relative.StartsWith("..", StringComparison.Ordinal)
                && !Path.IsPathRooted(relative) ? relative.Replace(Path.DirectorySeparatorChar, '/') : null;
            string? inCollection = plain.StartsWith(collection.Name + "/", StringComparison.Ordinal) ? plain[(collection.Name.Length + 1)..] : null;
            foreach (string path in new[] { below, inCollection, plain }.OfType<string>().Distinct())
            {
                if (catalog.HasDocument(collection.Id, path)) inOrder.Add((collection, path));
            }
        }
        return inOrder;
    }
}
