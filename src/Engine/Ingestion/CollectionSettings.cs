using System.Globalization;
using SearchEngine.Index.Catalog;

namespace SearchEngine.Ingestion;

/// <summary>How a collection is indexed, as stored in the catalog.</summary>
internal sealed class CollectionSettings(CatalogStore catalog, CollectionEntry collection)
{
    /// <summary>
    /// The <see cref="IngestionSettings.PipelineVersion"/> that all documents were indexed with; null if they were indexed with different
    /// ones.
    /// </summary>
    public string? PipelineVersion
    {
        get => catalog.GetSetting($"chunker:{collection.Id}");
        set => catalog.SetSetting($"chunker:{collection.Id}", value);
    }

    /// <summary>The size of the largest file that is read, in bytes; null for the default.</summary>
    public long? MaxFileSize
    {
        get
        {
            string? setting = catalog.GetSetting($"max-file-size:{collection.Id}");
            return long.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes) ? bytes : null;
        }
        set
        {
            if (value == MaxFileSize) return;
            catalog.SetSetting($"max-file-size:{collection.Id}", value?.ToString(CultureInfo.InvariantCulture));
        }
    }
}
