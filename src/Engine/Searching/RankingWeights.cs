namespace SearchEngine.Searching;

/// <summary>How much each retriever counts in the fusion; chosen on development splits (docs/quality.md).</summary>
internal static class RankingWeights
{
    public const float Lexical = 0.4f;
    public const float Dense = 0.6f;
}
