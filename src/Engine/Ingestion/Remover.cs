using SearchEngine.Index;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Ingestion;

/// <summary>Takes out of an index what it is no longer to find.</summary>
internal static class Remover
{
    /// <summary>Takes a collection out, and what nothing else uses of its embeddings.</summary>
    public static int? RemoveCollection(string indexPath, string name)
    {
        using SearchIndex index = SearchIndex.Open(indexPath, IndexAccess.Write);
        if (index.Catalog.GetCollections().FirstOrDefault(collection => collection.Name == name) is not { } found) return null;
        int documents = index.Catalog.RemoveDocuments(found.Id);
        index.Commit();
        index.Catalog.TryDropCollection(found.Id);
        index.Catalog.PruneEmbeddings();
        return documents;
    }

    /// <summary>Takes a document out, and what nothing else uses of its embeddings.</summary>
    public static bool RemoveDocument(string indexPath, string name, string path)
    {
        using SearchIndex index = SearchIndex.Open(indexPath, IndexAccess.Write);
        if (index.Catalog.GetCollections().FirstOrDefault(collection => collection.Name == name) is not { } found || !index.Catalog.TryRemoveDocument(found.Id, path)) return false;
        index.Commit();
        index.Catalog.PruneEmbeddings();
        return true;
    }
}
