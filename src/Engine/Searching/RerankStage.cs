using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Reranker;

namespace SearchEngine.Searching;

/// <summary>The stage after the fusion: the most promising passages are read together with the query by a cross-encoder, and ranked anew.</summary>
internal sealed class RerankStage(IndexSnapshot snapshot, IReranker reranker)
{
    public async Task<RerankedHits> RunAsync(string query, FusedLists lists, RerankBudget budget, CancellationToken cancellation)
    {
        int count = Math.Min(budget.Candidates ?? int.MaxValue, lists.Fused.Count);
        Dictionary<long, ChunkRow> rows = snapshot.Chunks([.. lists.Fused.Take(count).Select(hit => hit.ChunkId)]).ToDictionary(row => row.ChunkId);
        Hit[] candidates = [.. lists.Fused.Take(count).Where(hit => rows.ContainsKey(hit.ChunkId))];
        SubjectAndText[] texts = [.. candidates.Select(hit => SubjectAndText.Of(rows[hit.ChunkId]))];
        RerankResults results = await reranker.RerankAsync(query, [.. texts.Select(text => text.Text)], new RerankOptions { Budget = budget }, cancellation).ConfigureAwait(false);

        Dictionary<long, RerankedHit> scored = [];
        foreach (RerankedPassage passage in results.Passages.Take(results.Scored))
            scored.Add(candidates[passage.Index].ChunkId, new RerankedHit(scored.Count + 1, candidates[passage.Index].Score, InPassage(passage.Score!, texts[passage.Index].Start)));
        float weight = RerankGate.Weight(query);
        return new RerankedHits(RerankBlend.Rank(lists.Fused, scored, weight), scored, weight);
    }

    /// <summary>The score with its answer's offsets in the passage; an answer in the title or a heading is none in the passage.</summary>
    private static PassageScore InPassage(PassageScore score, int start) =>
        score with { Answer = score.Answer is { } answer && answer.Start >= start ? answer with { Start = answer.Start - start, End = answer.End - start } : null };
}

/// <summary>What the retrievers found, and both together.</summary>
/// <param name="Lexical">By words, best first.</param>
/// <param name="Dense">By meaning, best first.</param>
/// <param name="Fused">By both, best first.</param>
internal sealed record FusedLists(IReadOnlyList<Hit> Lexical, IReadOnlyList<Hit> Dense, IReadOnlyList<Hit> Fused);

/// <summary>A passage that was scored.</summary>
/// <param name="Rank">Among those, from 1.</param>
/// <param name="Fused">Its score before.</param>
/// <param name="Score">What the cross-encoder makes of it.</param>
internal sealed record RerankedHit(int Rank, float Fused, PassageScore Score);

/// <summary>All hits in their new order.</summary>
/// <param name="Ranked">Best first.</param>
/// <param name="Scored">Those that were scored, by chunk id.</param>
/// <param name="Weight">What the cross-encoder's score counted.</param>
internal sealed record RerankedHits(IReadOnlyList<Hit> Ranked, IReadOnlyDictionary<long, RerankedHit> Scored, float Weight);
