namespace SearchEngine;

/// <summary>What an index contains.</summary>
/// <param name="IndexPath">The index folder.</param>
/// <param name="Model">Name of the encoder.</param>
/// <param name="Indexed">The number of indexed documents.</param>
/// <param name="Skipped">The number of files that were skipped on purpose.</param>
/// <param name="Failed">The number of documents that could not be read.</param>
/// <param name="Passages">The number of passages that can be found by words.</param>
/// <param name="Encoded">The number of passages that can also be found by meaning, with the encoder that last updated the index.</param>
/// <param name="Collections">The sources of the documents.</param>
public sealed record KnowledgeBaseStatus(
    string IndexPath,
    string Model,
    int Indexed,
    int Skipped,
    int Failed,
    int Passages,
    int Encoded,
    IReadOnlyList<CollectionStatus> Collections);

/// <summary>A source of documents.</summary>
/// <param name="Name">Its name, unique in the index.</param>
/// <param name="Root">Its folder; empty if an application supplied the documents.</param>
public sealed record CollectionStatus(string Name, string Root);
