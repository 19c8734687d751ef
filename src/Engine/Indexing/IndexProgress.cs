namespace SearchEngine.Indexing;

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
public readonly record struct IndexProgress(IndexStage Stage, int Done, int Total);

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
