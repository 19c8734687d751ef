namespace SearchEngine.Index.Catalog;

/// <summary>How much a catalog holds.</summary>
/// <param name="Indexed">Documents that can be found.</param>
/// <param name="Skipped">Documents left out on purpose.</param>
/// <param name="Failed">Documents that could not be read.</param>
/// <param name="Chunks">Chunks of all documents.</param>
/// <param name="EmbeddedChunks">Chunks that have an embedding under the model asked about.</param>
/// <param name="Generation">How many changes the catalog has seen.</param>
public sealed record CatalogCounts(int Indexed, int Skipped, int Failed, int Chunks, int EmbeddedChunks, long Generation);
