namespace SearchEngine.Index.Catalog;

/// <summary>The number of documents and chunks in a catalog.</summary>
/// <param name="Indexed">Documents that can be found.</param>
/// <param name="Skipped">Documents left out on purpose.</param>
/// <param name="Failed">Documents that could not be read.</param>
/// <param name="Chunks">Chunks of all documents.</param>
/// <param name="EmbeddedChunks">Chunks that have an embedding under the requested model.</param>
/// <param name="Generation">The number of changes made to the catalog.</param>
internal sealed record CatalogCounts(int Indexed, int Skipped, int Failed, int Chunks, int EmbeddedChunks, long Generation);
