using SearchEngine.Index.Catalog;

namespace SearchEngine.Ingestion;

/// <summary>What indexing is doing.</summary>
public enum IndexStage
{
    /// <summary>Reading documents and making them searchable by words.</summary>
    Reading,

    /// <summary>Making passages searchable by meaning.</summary>
    Encoding,
}

/// <summary>How far indexing is.</summary>
/// <param name="Stage">What it is doing.</param>
/// <param name="Done">Documents read, or passages encoded.</param>
/// <param name="Total">Of how many; 0 where that is not known.</param>
public readonly record struct IndexProgress(IndexStage Stage, int Done, int Total)
{
    /// <summary>The document that was written just now; null while encoding.</summary>
    public DocumentReport? Document { get; init; }
}

/// <summary>What became of a document.</summary>
/// <param name="Collection">Name of its collection.</param>
/// <param name="Path">Relative to its collection's root; a folder that was not looked into ends with a slash.</param>
/// <param name="Status">Whether it can be found.</param>
/// <param name="Reason">Why it was skipped or failed; else null.</param>
/// <param name="Passages">How many passages it has.</param>
/// <param name="Size">Bytes in the file.</param>
/// <param name="ModifiedUtc">Time of modification, UTC.</param>
public sealed record DocumentReport(string Collection, string Path, DocumentStatus Status, string? Reason, int Passages, long Size, DateTime ModifiedUtc);

/// <summary>What an indexing run did.</summary>
/// <param name="Indexed">Documents read and written.</param>
/// <param name="Unchanged">Documents that were as the index knew them.</param>
/// <param name="Removed">Documents that are gone.</param>
/// <param name="Skipped">Files left out on purpose.</param>
/// <param name="Failed">Documents that could not be read, each with its reason.</param>
/// <param name="Encoded">Passages encoded; a passage that was encoded before, under any path, is not encoded again.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record IndexReport(int Indexed, int Unchanged, int Removed, int Skipped, IReadOnlyList<FailedDocument> Failed, int Encoded, TimeSpan Elapsed);

/// <summary>A document that could not be read.</summary>
/// <param name="Path">Relative to its collection's root.</param>
/// <param name="Reason">Why.</param>
public sealed record FailedDocument(string Path, string Reason);
