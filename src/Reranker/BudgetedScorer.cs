using System.Diagnostics;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Reranker;

/// <summary>
/// Spends a budget on passages in order of promise. They are scored in waves; within a wave the longest come first, so that all cores end together; between
/// waves it is seen what time is left.
/// </summary>
internal sealed class BudgetedScorer(CrossEncoder model, ICrossEncoderSession session, string query, IReadOnlyList<string> passages, RerankBudget budget, int threads)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly PassageScore?[] _scores = new PassageScore?[passages.Count];
    private long _totalTokens;
    private double _totalMilliseconds;

    public async Task<RerankResults> RunAsync(CancellationToken cancellation)
    {
        int limit = Math.Clamp(budget.MaxCandidates ?? passages.Count, 0, passages.Count);
        // Without a limit in time there is nothing to see to between waves.
        int size = budget.MaxMilliseconds is null ? limit : session.BatchPlan.PassagesPerBatch;
        for (int next = 0; next < limit; next += size)
        {
            if (!await ScoreBatchAsync(next, Math.Min(size, limit - next), cancellation).ConfigureAwait(false)) break;
        }
        int[] scored = [.. Enumerable.Range(0, passages.Count).Where(i => _scores[i] is not null)];
        // Equal scores keep the order in which they came: the sort is stable.
        return new RerankResults(
            [.. scored.OrderByDescending(i => _scores[i]!.Logit).Concat(Enumerable.Range(0, passages.Count).Where(i => _scores[i] is null)).Select(i => new RerankedPassage(i, _scores[i]))],
            scored.Length);
    }

    /// <summary>Scores a wave, or the first of it that the time allows; false where that was not all.</summary>
    private async Task<bool> ScoreBatchAsync(int first, int count, CancellationToken cancellation)
    {
        TokenizedPassage[] wave = new TokenizedPassage[count];
        await RunInParallelAsync(count, threads, i => wave[i] = new TokenizedPassage(first + i, model.SplitIntoWindows(query, passages[first + i])), cancellation).ConfigureAwait(false);
        int fits = CountFitting(wave, isFirst: first == 0);
        (int Passage, PairWindow Window)[] pairs = [.. wave.Take(fits).SelectMany(work => work.Windows, (work, window) => (work.Passage, window)).OrderByDescending(pair => pair.window.Tokens.Ids.Length)];
        PairWindow[] windows = [.. pairs.Select(pair => pair.Window)];
        PassageScore[] results = new PassageScore[windows.Length];
        Range[] runs = [.. session.Split(windows)];
        await RunInParallelAsync(runs.Length, session.BatchPlan.ConcurrentRuns, i => ScoreTimed(windows.AsSpan(runs[i]), results.AsSpan(runs[i])), cancellation).ConfigureAwait(false);
        for (int i = 0; i < pairs.Length; i++) _scores[pairs[i].Passage] = CrossEncoder.SelectBetter(_scores[pairs[i].Passage], results[i]);
        return fits == count;
    }

    /// <summary>How many of a wave's passages will end in time, by what tokens have cost until now; at the very first, those that are certain.</summary>
    private int CountFitting(TokenizedPassage[] batch, bool isFirst)
    {
        if (budget.MaxMilliseconds is not { } limit) return batch.Length;
        int sure = isFirst ? Math.Min(session.BatchPlan.GuaranteedPassages, batch.Length) : 0;
        double left = limit - Stopwatch.GetElapsedTime(_started).TotalMilliseconds;
        double cost = _totalTokens == 0 ? DefaultMillisecondsPerToken : _totalMilliseconds / _totalTokens;
        int fits = 0;
        for (double sum = 0; fits < batch.Length; fits++)
        {
            sum += batch[fits].Tokens * cost / session.BatchPlan.ConcurrentRuns;
            if (fits >= sure && sum > left) break;
        }
        return fits;
    }

    /// <summary>Milliseconds a token and core before anything was measured; a slow machine's, as the first wave is small.</summary>
    private const double DefaultMillisecondsPerToken = 0.1;

    private void ScoreTimed(ReadOnlySpan<PairWindow> pairs, Span<PassageScore> scores)
    {
        long started = Stopwatch.GetTimestamp();
        session.Score(pairs, scores);
        double milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        lock (_scores)
        {
            foreach (PairWindow pair in pairs) _totalTokens += pair.Tokens.Ids.Length;
            _totalMilliseconds += milliseconds;
        }
    }

    /// <summary>Each worker takes the next as soon as it is free.</summary>
    private static Task RunInParallelAsync(int count, int workers, Action<int> work, CancellationToken cancellation)
    {
        int next = -1;
        return Parallel.ForAsync(0, Math.Min(workers, count), new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation }, (_, stop) =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < count;)
            {
                stop.ThrowIfCancellationRequested();
                work(i);
            }
            return ValueTask.CompletedTask;
        });
    }

    private sealed record TokenizedPassage(int Passage, IReadOnlyList<PairWindow> Windows)
    {
        public int Tokens { get; } = Windows.Sum(window => window.Tokens.Ids.Length);
    }
}
