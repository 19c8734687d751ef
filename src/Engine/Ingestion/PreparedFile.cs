using SearchEngine.Index.Catalog;

namespace SearchEngine.Ingestion;

/// <summary>A file as it goes to the catalog.</summary>
/// <param name="Path">Its path within the collection.</param>
/// <param name="ModifiedUtc">Its time of modification, UTC.</param>
/// <param name="Entry">What to store; null where the content is as the catalog knows it and only the time is another.</param>
internal sealed record PreparedFile(string Path, DateTime ModifiedUtc, DocumentEntry? Entry);
