using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Fusion;

/// <summary>The hits of one retriever and their weight in a fusion.</summary>
/// <param name="Hits">The hits, best first, each chunk at most once.</param>
/// <param name="Weight">The weight of the list.</param>
/// <param name="Floor">
/// The score that counts as 0, such as 0 for BM25. Null takes the lowest score of the list, which makes the last hit of a short
/// list worth no more than a miss.
/// </param>
internal readonly record struct WeightedList(IReadOnlyList<Hit> Hits, float Weight, float? Floor = null);
