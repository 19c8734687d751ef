using System.Diagnostics;
using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Models;
using SearchEngine.Reranker;

namespace SearchEngine.Search;

/// <summary>The stage after the fusion: the most promising passages are read together with the query by a cross-encoder, and ranked anew.</summary>
internal sealed class RerankStage(IndexSnapshot snapshot, IReranker reranker)
{
    /// <summary>What of a budget in time goes to whole passages, where the sentences of the best are read after them.</summary>
    private const double PassageTimeShare = 0.75;

    /// <param name="query">The query.</param>
    /// <param name="lists">What was found.</param>
    /// <param name="budget">What it may cost.</param>
    /// <param name="rerankSentences">Whether the best are read once more, sentence by sentence.</param>
    /// <param name="cancellation">Heeded between two passages.</param>
    public async Task<RerankedHits> RerankAsync(ParsedQuery query, FusedLists lists, RerankBudget budget, bool rerankSentences, CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        int count = Math.Min(budget.MaxCandidates ?? int.MaxValue, lists.Fused.Count);
        Dictionary<long, ChunkRow> rows = snapshot.GetChunks([.. lists.Fused.Take(count).Select(hit => hit.ChunkId)]).ToDictionary(row => row.ChunkId);
        Hit[] candidates = [.. lists.Fused.Take(count).Where(hit => rows.ContainsKey(hit.ChunkId))];
        ModelInput[] texts = [.. candidates.Select(hit => ModelInput.From(rows[hit.ChunkId]))];
        RerankBudget ofPassages = rerankSentences ? budget with { MaxMilliseconds = budget.MaxMilliseconds * PassageTimeShare } : budget;
        RerankResults results = await reranker.RerankAsync(query.Text, [.. texts.Select(text => text.Text)], new RerankOptions { Budget = ofPassages }, cancellation).ConfigureAwait(false);

        Dictionary<long, RerankedHit> scored = [];
        foreach (RerankedPassage passage in results.Passages.Take(results.ScoredCount))
            scored.Add(candidates[passage.Index].ChunkId, new RerankedHit(scored.Count + 1, candidates[passage.Index].Score, ToPassageOffsets(passage.Score!, texts[passage.Index].PassageStart)));
        float weight = RerankWeight.Compute(query);
        IReadOnlyList<Hit> ranked = RerankBlend.Rank(lists.Fused, scored, weight);
        if (!rerankSentences) return new RerankedHits(ranked, scored, weight);

        RerankBudget left = new() { MaxMilliseconds = budget.MaxMilliseconds is { } most ? Math.Max(0, most - Stopwatch.GetElapsedTime(started).TotalMilliseconds) : null };
        IEnumerable<(ChunkRow, PassageScore)> best = ranked.Take(SentenceReranker.MaxPassages).Where(hit => scored.ContainsKey(hit.ChunkId)).Select(hit => (rows[hit.ChunkId], scored[hit.ChunkId].Score));
        foreach ((long chunk, ScoredSentence sentence) in await new SentenceReranker(query.Text, reranker).RerankAsync(best, left, cancellation).ConfigureAwait(false))
            scored[chunk] = scored[chunk] with { Sentence = sentence };
        return new RerankedHits(RerankBlend.Rank(lists.Fused, scored, weight), scored, weight);
    }

    /// <summary>The score with its answer's offsets in the passage; an answer in the title or a heading is none in the passage.</summary>
    private static PassageScore ToPassageOffsets(PassageScore score, int passageStart) =>
        score with { Answer = score.Answer is { } answer && answer.Start >= passageStart ? answer with { Start = answer.Start - passageStart, End = answer.End - passageStart } : null };
}

/// <summary>What the retrievers found, and both together.</summary>
/// <param name="Lexical">By words, best first.</param>
/// <param name="Dense">By meaning, best first.</param>
/// <param name="Fused">By both, best first.</param>
internal sealed record FusedLists(IReadOnlyList<Hit> Lexical, IReadOnlyList<Hit> Dense, IReadOnlyList<Hit> Fused);

/// <summary>A passage that was scored.</summary>
/// <param name="Rank">Among those, from 1.</param>
/// <param name="FusedScore">Its score before.</param>
/// <param name="Score">What the cross-encoder makes of it.</param>
internal sealed record RerankedHit(int Rank, float FusedScore, PassageScore Score)
{
    /// <summary>Its best sentence; null where its sentences were not read.</summary>
    public ScoredSentence? Sentence { get; init; }
}

/// <summary>All hits in their new order.</summary>
/// <param name="Ranked">Best first.</param>
/// <param name="Scored">Those that were scored, by chunk id.</param>
/// <param name="Weight">What the cross-encoder's score counted.</param>
internal sealed record RerankedHits(IReadOnlyList<Hit> Ranked, IReadOnlyDictionary<long, RerankedHit> Scored, float Weight);
