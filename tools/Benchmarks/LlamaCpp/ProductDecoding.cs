using System.Diagnostics;
using SearchEngine.Generator;
using SearchEngine.Generator.Caching;
using SearchEngine.Generator.Drafting;
using SearchEngine.Generator.Sampling;

namespace SearchEngine.Benchmarks.LlamaCpp;

/// <summary>The product's decoder at the level of tokens.</summary>
internal sealed class ProductDecoding(DecoderModel model)
{
    /// <summary>Reads a prompt and writes on, greedily.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="count">The most tokens.</param>
    /// <param name="lookup">Whether to draft.</param>
    /// <param name="reuse">Whether what the cache has of the prompt may serve.</param>
    public WritingTime Write(int[] prompt, int count, bool lookup = false, bool reuse = false)
    {
        using CachePool.Lease lease = model.RentAsync(prompt).GetAwaiter().GetResult();
        if (!reuse) lease.Cache.Truncate(0);
        TokenStream stream = new(lease.Cache, new TokenChooser(new Sampler(new SamplingSettings(), model.Shape.Vocabulary), null), lookup ? new PromptLookup(KeyValueCache.MostRows - 1) : null, model.Shape.Vocabulary);
        long begin = Stopwatch.GetTimestamp();
        List<int> written = [stream.Begin(prompt, CancellationToken.None)];
        long first = Stopwatch.GetTimestamp();
        while (written.Count < count && !model.IsEnd(written[^1]))
        {
            foreach (int token in stream.Next())
            {
                written.Add(token);
                if (model.IsEnd(token) || written.Count == count) break;
            }
        }
        return new WritingTime(Stopwatch.GetElapsedTime(begin, first).TotalSeconds, Stopwatch.GetElapsedTime(first).TotalSeconds, [.. written]);
    }
}
