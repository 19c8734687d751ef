using System.Diagnostics;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Models;
using SearchEngine.Reranker;

namespace SearchEngine.Search;

/// <summary>
/// Re-ranks the best fused hits: a cross-encoder reads the query together with each passage, and optionally with each of its sentences.
/// </summary>
internal sealed class RerankStage(ChunkRowCache rows, IReranker reranker)
{
    /// <summary>The share of the time budget for whole passages; the rest is left for the sentences of the best.</summary>
    private const double PassageTimeShare = 0.75;

    /// <param name="query">The query.</param>
    /// <param name="lists">The hits of the retrievers.</param>
    /// <param name="budget">The limits of passages and time.</param>
    /// <param name="rerankSentences">Whether the sentences of the best passages are scored one by one.</param>
    /// <param name="cancellation">Checked between two passages.</param>
    public async Task<RerankedHits> RerankAsync(
        ParsedQuery query,
        FusedLists lists,
        RerankBudget budget,
        bool rerankSentences,
        CancellationToken cancellation)
    {
        long startTimestamp = Stopwatch.GetTimestamp();
        Hit[] first = [.. lists.Fused.Take(budget.MaxCandidates ?? int.MaxValue)];
        IReadOnlyDictionary<long, ChunkRow> found = rows.Load(first.Select(hit => hit.ChunkId));
        Hit[] candidates = [.. first.Where(hit => found.ContainsKey(hit.ChunkId))];
        RerankBudget passageBudget = rerankSentences
            ? budget with { MaxMilliseconds = budget.MaxMilliseconds * PassageTimeShare }
            : budget;
        Dictionary<long, RerankedHit> scored =
            await ScorePassagesAsync(query, candidates, found, passageBudget, cancellation).ConfigureAwait(false);
        float weight = RerankWeight.Compute(query);
        IReadOnlyList<Hit> ranked = RerankBlend.Rank(lists.Fused, scored, weight);
        if (!rerankSentences) return new RerankedHits(ranked, scored, weight);

        RerankBudget remaining = new()
        {
            MaxMilliseconds = budget.MaxMilliseconds is { } limit
                ? Math.Max(0, limit - Stopwatch.GetElapsedTime(startTimestamp).TotalMilliseconds)
                : null,
        };
        IEnumerable<(ChunkRow, PassageScore)> best = ranked.Take(SentenceReranker.MaxPassages)
            .Where(hit => scored.ContainsKey(hit.ChunkId))
            .Select(hit => (found[hit.ChunkId], scored[hit.ChunkId].Score));
        IReadOnlyDictionary<long, ScoredSentence> sentences =
            await new SentenceReranker(query.Text, reranker).RerankAsync(best, remaining, cancellation).ConfigureAwait(false);
        foreach ((long chunk, ScoredSentence sentence) in sentences) scored[chunk] = scored[chunk] with { Sentence = sentence };
        return new RerankedHits(RerankBlend.Rank(lists.Fused, scored, weight), scored, weight);
    }

    private async Task<Dictionary<long, RerankedHit>> ScorePassagesAsync(
        ParsedQuery query,
        Hit[] candidates,
        IReadOnlyDictionary<long, ChunkRow> found,
        RerankBudget budget,
        CancellationToken cancellation)
    {
        ModelInput[] inputs = [.. candidates.Select(hit => ModelInput.From(found[hit.ChunkId]))];
        string[] texts = [.. inputs.Select(input => input.Text)];
        RerankResults results = await reranker.RerankAsync(query.Text, texts, budget, cancellation).ConfigureAwait(false);

        Dictionary<long, RerankedHit> scored = [];
        foreach (RerankedPassage passage in results.Passages.Take(results.ScoredCount))
        {
            Hit hit = candidates[passage.Index];
            PassageScore score = ToPassageOffsets(passage.Score!, inputs[passage.Index].PassageStart);
            scored.Add(hit.ChunkId, new RerankedHit(scored.Count + 1, hit.Score, score));
        }
        return scored;
    }

    /// <summary>Makes the answer's offsets relative to the passage; drops an answer in the title or a heading.</summary>
    private static PassageScore ToPassageOffsets(PassageScore score, int passageStart) => score with
    {
        Answer = score.Answer is { } answer && answer.Start >= passageStart
            ? answer with { Start = answer.Start - passageStart, End = answer.End - passageStart }
            : null,
    };
}

/// <summary>The hits of the retrievers, each best first.</summary>
/// <param name="Lexical">The hits by words.</param>
/// <param name="Dense">The hits by meaning.</param>
/// <param name="Fused">The hits of the retrievers that the query uses, fused if there are two.</param>
internal sealed record FusedLists(IReadOnlyList<Hit> Lexical, IReadOnlyList<Hit> Dense, IReadOnlyList<Hit> Fused);

/// <summary>A passage that the cross-encoder scored.</summary>
/// <param name="Rank">The rank among the scored passages, from 1.</param>
/// <param name="FusedScore">The score before re-ranking.</param>
/// <param name="Score">The cross-encoder's score.</param>
internal sealed record RerankedHit(int Rank, float FusedScore, PassageScore Score)
{
    /// <summary>The passage's best sentence; null if its sentences were not scored.</summary>
    public ScoredSentence? Sentence { get; init; }
}

/// <summary>All hits after re-ranking.</summary>
/// <param name="Ranked">The hits, best first.</param>
/// <param name="Scored">The hits that the cross-encoder scored, by chunk id.</param>
/// <param name="Weight">The weight of the cross-encoder's probability in the blend.</param>
internal sealed record RerankedHits(IReadOnlyList<Hit> Ranked, IReadOnlyDictionary<long, RerankedHit> Scored, float Weight);
