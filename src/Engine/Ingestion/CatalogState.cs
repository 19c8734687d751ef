using SearchEngine.Index.Catalog;

namespace SearchEngine.Ingestion;

/// <summary>Identifies one state of the documents in a catalog.</summary>
internal readonly record struct CatalogState(string Identity, long Generation)
{
    public static CatalogState Read(CatalogStore catalog) => new(catalog.Identity, catalog.Generation);
}
