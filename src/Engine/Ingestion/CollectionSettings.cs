using System.Globalization;
using SearchEngine.Index.Catalog;

namespace SearchEngine.Ingestion;

/// <summary>What the catalog remembers of how a collection is indexed.</summary>
internal sealed class CollectionSettings(CatalogStore catalog, CollectionEntry collection)
{
    /// <summary>The readers and the chunker that all of it was made with; null where that is not so.</summary>
    public string? Making
    {
        get => catalog.GetSetting($"chunker:{collection.Id}");
        set => catalog.SetSetting($"chunker:{collection.Id}", value);
    }

    /// <summary>The largest file that is read, in bytes; null where nobody said.</summary>
    public long? MaxFileSize
    {
        get => long.TryParse(catalog.GetSetting($"max-file-size:{collection.Id}"), NumberStyles.None, CultureInfo.InvariantCulture, out long bytes) ? bytes : null;
        set
        {
            if (value != MaxFileSize) catalog.SetSetting($"max-file-size:{collection.Id}", value?.ToString(CultureInfo.InvariantCulture));
        }
    }
}
