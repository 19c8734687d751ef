using SearchEngine.Index.Catalog;

namespace SearchEngine.Index;

/// <summary>How an index stands.</summary>
/// <param name="Counts">What the catalog holds.</param>
/// <param name="Collections">The folders that are indexed.</param>
/// <param name="Model">Fingerprint of the model whose vectors are searched, or null.</param>
/// <param name="LexicalGeneration">The generation of the catalog that a search by words sees.</param>
/// <param name="VectorGeneration">The generation that a search by vectors sees.</param>
public sealed record IndexStatus(CatalogCounts Counts, IReadOnlyList<CollectionEntry> Collections, string? Model, long LexicalGeneration, long VectorGeneration);
