namespace SearchEngine;

/// <summary>What an index holds.</summary>
/// <param name="IndexPath">The index folder.</param>
/// <param name="Model">Name of the encoder's folder.</param>
/// <param name="Indexed">Documents that can be found.</param>
/// <param name="Skipped">Files left out on purpose.</param>
/// <param name="Failed">Documents that could not be read.</param>
/// <param name="Passages">Passages that can be found by words.</param>
/// <param name="Encoded">How many of them can be found by meaning too, with the encoder that the index was last brought up to date with.</param>
/// <param name="Collections">The folders and other sources of the documents.</param>
public sealed record KnowledgeBaseStatus(
    string IndexPath, string Model, int Indexed, int Skipped, int Failed, int Passages, int Encoded, IReadOnlyList<CollectionStatus> Collections);

/// <summary>A source of documents.</summary>
/// <param name="Name">Its name, unique in the index.</param>
/// <param name="Root">The folder, or empty where the documents came from a program.</param>
public sealed record CollectionStatus(string Name, string Root);
