namespace SearchEngine.Searching;

/// <summary>Chooses how much the cross-encoder counts.</summary>
internal static class RerankGate
{
    public static float Weight(string query, FusedLists lists) => query.Length + lists.Fused.Count > 0 ? 0.4f : 0;
}
