using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Fusion;

/// <summary>One retriever's part in a fusion.</summary>
/// <param name="Hits">What it found, best first; a chunk occurs at most once.</param>
/// <param name="Weight">How much it counts.</param>
/// <param name="Floor">
/// The score that counts as nothing, for fusions that use scores: 0 for BM25, say. Null takes the lowest score in the list, which makes the last hit of
/// a short list worth no more than a miss.
/// </param>
internal readonly record struct WeightedList(IReadOnlyList<Hit> Hits, float Weight, float? Floor = null);
