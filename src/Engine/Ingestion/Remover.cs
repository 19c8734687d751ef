using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Ingestion;

/// <summary>Removes collections and documents, and the embeddings that nothing else uses.</summary>
internal static class Remover
{
    /// <summary>Removes a collection.</summary>
    /// <returns>The number of removed documents; null if there is no such collection.</returns>
    public static int? RemoveCollection(string indexPath, string name)
    {
        using SearchIndex index = SearchIndex.Open(indexPath, IndexAccess.Write);
        if (FindCollection(index, name) is not { } collection) return null;
        int documents = index.Catalog.RemoveDocuments(collection.Id);
        index.Commit();
        index.Catalog.TryDropCollection(collection.Id);
        index.Catalog.PruneEmbeddings();
        return documents;
    }

    /// <summary>Removes a document.</summary>
    /// <returns>False if there is no such document.</returns>
    public static bool RemoveDocument(string indexPath, string collectionName, string path)
    {
        using SearchIndex index = SearchIndex.Open(indexPath, IndexAccess.Write);
        if (FindCollection(index, collectionName) is not { } collection) return false;
        if (!index.Catalog.TryRemoveDocument(collection.Id, path)) return false;
        index.Commit();
        index.Catalog.PruneEmbeddings();
        return true;
    }

    private static CollectionEntry? FindCollection(SearchIndex index, string name) =>
        index.Catalog.GetCollections().FirstOrDefault(collection => collection.Name == name);
}
