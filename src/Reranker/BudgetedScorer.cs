using System.Diagnostics;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Reranker;

/// <summary>
/// Scores passages in the given order within a budget. Passages are scored in batches, and the remaining time is checked between batches.
/// Within a batch the longest come first, so that all cores finish at about the same time.
/// </summary>
internal sealed class BudgetedScorer(
    CrossEncoder model,
    ICrossEncoderSession session,
    string query,
    IReadOnlyList<string> passages,
    RerankBudget budget,
    int threads)
{
    /// <summary>
    /// The assumed time per token and core before the first measurement: that of a slow machine, as the first batch is small.
    /// </summary>
    private const double DefaultMillisecondsPerToken = 0.1;

    private readonly long _startTimestamp = Stopwatch.GetTimestamp();
    private readonly PassageScore?[] _scores = new PassageScore?[passages.Count];
    private long _totalTokens;
    private double _totalMilliseconds;

    public async Task<RerankResults> RunAsync(CancellationToken cancellation)
    {
        int limit = Math.Clamp(budget.MaxCandidates ?? passages.Count, 0, passages.Count);
        // Without a time limit there is nothing to check between batches.
        int size = budget.MaxMilliseconds is null ? limit : session.BatchPlan.PassagesPerBatch;
        for (int next = 0; next < limit; next += size)
        {
            if (!await ScoreBatchAsync(next, Math.Min(size, limit - next), cancellation).ConfigureAwait(false)) break;
        }
        // The sort is stable: passages with equal scores keep their order.
        int[] scored = [.. Enumerable.Range(0, passages.Count).Where(i => _scores[i] is not null)];
        IEnumerable<int> unscored = Enumerable.Range(0, passages.Count).Where(i => _scores[i] is null);
        IEnumerable<int> order = scored.OrderByDescending(i => _scores[i]!.Logit).Concat(unscored);
        return new RerankResults([.. order.Select(i => new RerankedPassage(i, _scores[i]))], scored.Length);
    }

    /// <summary>Scores as many passages of a batch as the time allows; returns false if that was not all of them.</summary>
    private async Task<bool> ScoreBatchAsync(int first, int count, CancellationToken cancellation)
    {
        TokenizedPassage[] batch = new TokenizedPassage[count];
        await RunInParallelAsync(count, threads, i => batch[i] = Tokenize(first + i), cancellation).ConfigureAwait(false);
        int fitting = CountFitting(batch, isFirst: first == 0);
        (int Passage, PairWindow Window)[] pairs =
        [
            .. batch.Take(fitting)
                .SelectMany(passage => passage.Windows, (passage, window) => (passage.Index, window))
                .OrderByDescending(pair => pair.window.Tokens.Ids.Length),
        ];
        PairWindow[] windows = [.. pairs.Select(pair => pair.Window)];
        PassageScore[] results = new PassageScore[windows.Length];
        Range[] runs = [.. session.Split(windows)];
        await RunInParallelAsync(
            runs.Length,
            session.BatchPlan.ConcurrentRuns,
            i => ScoreTimed(windows.AsSpan(runs[i]), results.AsSpan(runs[i])),
            cancellation).ConfigureAwait(false);
        for (int i = 0; i < pairs.Length; i++)
            _scores[pairs[i].Passage] = CrossEncoder.SelectBetter(_scores[pairs[i].Passage], results[i]);
        return fitting == count;
    }

    private TokenizedPassage Tokenize(int index) => new(index, model.SplitIntoWindows(query, passages[index]));

    /// <summary>Returns how many passages of a batch are expected to finish in time, by the measured time per token.</summary>
    private int CountFitting(TokenizedPassage[] batch, bool isFirst)
    {
        if (budget.MaxMilliseconds is not { } limit) return batch.Length;
        int guaranteed = isFirst ? Math.Min(session.BatchPlan.GuaranteedPassages, batch.Length) : 0;
        double remaining = limit - Stopwatch.GetElapsedTime(_startTimestamp).TotalMilliseconds;
        double cost = _totalTokens == 0 ? DefaultMillisecondsPerToken : _totalMilliseconds / _totalTokens;
        int fitting = 0;
        for (double sum = 0; fitting < batch.Length; fitting++)
        {
            sum += batch[fitting].Tokens * cost / session.BatchPlan.ConcurrentRuns;
            if (fitting >= guaranteed && sum > remaining) break;
        }
        return fitting;
    }

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

    /// <summary>Runs work on a number of workers, each of which takes the next item as soon as it is free.</summary>
    private static Task RunInParallelAsync(int count, int workers, Action<int> work, CancellationToken cancellation)
    {
        int next = -1;
        ParallelOptions options = new() { MaxDegreeOfParallelism = workers, CancellationToken = cancellation };
        return Parallel.ForAsync(0, Math.Min(workers, count), options, (_, stop) =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < count;)
            {
                stop.ThrowIfCancellationRequested();
                work(i);
            }
            return ValueTask.CompletedTask;
        });
    }

    private sealed record TokenizedPassage(int Index, IReadOnlyList<PairWindow> Windows)
    {
        public int Tokens { get; } = Windows.Sum(window => window.Tokens.Ids.Length);
    }
}
