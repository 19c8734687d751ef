using SearchEngine.Index.Catalog;

namespace SearchEngine.Ingestion;

/// <summary>A document that is ready to be stored.</summary>
/// <param name="Path">Its path within the collection.</param>
/// <param name="ModifiedUtc">Its modification time, UTC.</param>
/// <param name="Entry">The new entry; null if the content is unchanged and only the modification time needs updating.</param>
internal sealed record LoadedDocument(string Path, DateTime ModifiedUtc, DocumentEntry? Entry);
