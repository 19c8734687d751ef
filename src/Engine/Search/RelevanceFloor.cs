using SearchEngine.Index.Contracts;

namespace SearchEngine.Search;

/// <summary>
/// Decides whether anything relevant was found. Every query has a nearest embedding, so a result counts only if a word of the query occurs
/// or the nearest passage is near enough.
/// </summary>
/// <remarks>
/// With bge-small-en-v1.5 the nearest passage of a judged query scores above 0.61 for 95 % of NFCorpus (dev; minimum 0.54) and above 0.68
/// for all of CoSQA (dev). Questions about topics missing from the samples score 0.50 to 0.56.
/// </remarks>
internal static class RelevanceFloor
{
    private const float MinCosine = 0.57f;

    public static bool IsCleared(IReadOnlyList<Hit> lexical, IReadOnlyList<Hit> dense) =>
        lexical.Count > 0 || (dense.Count > 0 && dense[0].Score >= MinCosine);
}
