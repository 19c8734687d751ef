using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Ingestion;
using SearchEngine.Models;

namespace SearchEngine;

/// <content>What the index contains.</content>
public sealed partial class KnowledgeBase
{
    /// <summary>Returns a document as it was indexed, with its whole text; null if there is no such document.</summary>
    /// <param name="collection">Name of its collection.</param>
    /// <param name="path">Its path in the collection, with forward slashes.</param>
    /// <param name="cancellationToken">Cancels before the index is read.</param>
    /// <exception cref="IndexException">The version that indexed the document did not keep its text.</exception>
    public Task<IndexedDocument?> GetAsync(string collection, string path, CancellationToken cancellationToken = default) => ReadAsync(
        index => FindCollectionByName(index, collection) is { } entry ? IndexContents.FindDocument(index!.Catalog, entry, path) : null,
        cancellationToken);

    /// <summary>
    /// Returns the documents that a reference may mean: a file's path, a collection's name followed by the path in it, or that path alone.
    /// </summary>
    /// <param name="reference">The reference.</param>
    /// <returns>Collection and path of each document.</returns>
    public IReadOnlyList<(string Collection, string Path)> FindDocuments(string reference)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reference);
        using CallTracker.Call call = _calls.Begin();
        if (_index.GetOrOpen() is not { } index) return [];
        return [.. IndexContents.FindByReference(index.Catalog, reference).Select(found => (found.Collection.Name, found.Path))];
    }

    /// <summary>Returns the outcome of indexing for each file: indexed, skipped or failed, and the reason.</summary>
    /// <param name="collection">Name of a collection; null for all.</param>
    /// <param name="cancellationToken">Cancels before the index is read.</param>
    public Task<IReadOnlyList<DocumentReport>> GetFilesAsync(string? collection = null, CancellationToken cancellationToken = default) =>
        ReadAsync(index => index is null ? [] : IndexContents.GetFiles(index.Catalog, collection), cancellationToken);

    /// <summary>Returns what the index contains.</summary>
    /// <param name="cancellationToken">Cancels before the index is read.</param>
    public Task<KnowledgeBaseStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(GetStatus, cancellationToken);

    /// <summary>Returns whether the index has a collection of this name.</summary>
    /// <param name="name">Name of the collection.</param>
    public bool HasCollection(string name)
    {
        using CallTracker.Call call = _calls.Begin();
        return FindCollectionByName(_index.GetOrOpen(), name) is not null;
    }

    /// <summary>Returns the name of a folder's collection; null if the folder was not indexed.</summary>
    /// <param name="folder">The folder.</param>
    public string? FindCollection(string folder)
    {
        using CallTracker.Call call = _calls.Begin();
        if (_index.GetOrOpen() is not { } index) return null;
        return CollectionNames.FindByRoot(GetFullPath(folder), index.Catalog.GetCollections())?.Name;
    }

    private KnowledgeBaseStatus GetStatus(SearchIndex? index)
    {
        string model = PassageEncoder.GetName(_encoderSettings);
        if (index is null) return new KnowledgeBaseStatus(_options.IndexPath, model, 0, 0, 0, 0, 0, []);
        index.Refresh();
        CatalogCounts counts = index.Catalog.GetCounts(index.Model);
        return new KnowledgeBaseStatus(
            _options.IndexPath,
            model,
            counts.Indexed,
            counts.Skipped,
            counts.Failed,
            counts.Chunks,
            counts.EmbeddedChunks,
            [.. index.Catalog.GetCollections().Select(collection => new CollectionStatus(collection.Name, collection.Root))]);
    }

    private static CollectionEntry? FindCollectionByName(SearchIndex? index, string name) =>
        index?.Catalog.GetCollections().FirstOrDefault(collection => collection.Name == name);

    /// <summary>Reads the index, which is null if nothing was indexed yet, in the background.</summary>
    private async Task<T> ReadAsync<T>(Func<SearchIndex?, T> read, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using CallTracker.Call call = _calls.Begin();
        return await Task.Run(() => read(_index.GetOrOpen()), cancellation).ConfigureAwait(false);
    }
}
