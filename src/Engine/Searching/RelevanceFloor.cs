using SearchEngine.Index;

namespace SearchEngine.Searching;

/// <summary>
/// Decides whether anything was found at all. An embedding has a nearest neighbour whatever is asked; it is an answer only where a word
/// of the query occurs, or the nearest passage is near.
/// </summary>
/// <remarks>
/// Of the judged queries of NFCorpus (dev) and CoSQA (dev), 1 in 824 has its nearest passage below the floor; questions that have
/// nothing to do with a collection lie at 0.45 to 0.55 with bge-small-en-v1.5.
/// </remarks>
internal static class RelevanceFloor
{
    private const float NearestCosine = 0.55f;

    public static bool IsCleared(IReadOnlyList<Hit> lexical, IReadOnlyList<Hit> dense) =>
        lexical.Count > 0 || (dense.Count > 0 && dense[0].Score >= NearestCosine);
}
