using SearchEngine.Index.Catalog;

namespace SearchEngine.Ingestion;

/// <summary>A stage of indexing.</summary>
public enum IndexStage
{
    /// <summary>Reading documents and making them searchable by words.</summary>
    Reading,

    /// <summary>Making passages searchable by meaning.</summary>
    Encoding,
}

/// <summary>The progress of indexing.</summary>
/// <param name="Stage">The current stage.</param>
/// <param name="Done">The number of documents read, or of passages encoded.</param>
/// <param name="Total">The number of documents or passages of this stage; 0 if it is not known.</param>
public readonly record struct IndexProgress(IndexStage Stage, int Done, int Total)
{
    /// <summary>The document that was stored last; null while encoding, and for unchanged documents.</summary>
    public DocumentReport? Document { get; init; }
}

/// <summary>The outcome of indexing a document.</summary>
/// <param name="Collection">Name of its collection.</param>
/// <param name="Path">Its path relative to the collection's root. A folder that is skipped as a whole ends with a slash.</param>
/// <param name="Status">Whether it was indexed, skipped, or could not be read.</param>
/// <param name="Reason">Why it was skipped or could not be read; otherwise null.</param>
/// <param name="Passages">The number of its passages.</param>
/// <param name="Size">The size of its file in bytes.</param>
/// <param name="ModifiedUtc">Its modification time, UTC.</param>
public sealed record DocumentReport(
    string Collection,
    string Path,
    DocumentStatus Status,
    string? Reason,
    int Passages,
    long Size,
    DateTime ModifiedUtc);

/// <summary>The outcome of an indexing run.</summary>
/// <param name="Indexed">The number of documents read and stored.</param>
/// <param name="Unchanged">The number of unchanged documents.</param>
/// <param name="Removed">The number of documents removed because they no longer exist.</param>
/// <param name="Skipped">The number of files skipped on purpose.</param>
/// <param name="Failed">Documents that could not be read, with the reasons.</param>
/// <param name="Encoded">The number of passages encoded. A passage that was encoded before, under any path, is not encoded again.</param>
/// <param name="Elapsed">The duration of the run.</param>
public sealed record IndexReport(
    int Indexed,
    int Unchanged,
    int Removed,
    int Skipped,
    IReadOnlyList<FailedDocument> Failed,
    int Encoded,
    TimeSpan Elapsed);

/// <summary>A document that could not be read.</summary>
/// <param name="Path">Its path relative to the collection's root.</param>
/// <param name="Reason">Why it could not be read.</param>
public sealed record FailedDocument(string Path, string Reason);
