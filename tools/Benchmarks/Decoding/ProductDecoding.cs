using System.Diagnostics;
using System.Numerics.Tensors;
using SearchEngine.Generator;
using SearchEngine.Generator.Caching;
using SearchEngine.Generator.Sampling;

namespace SearchEngine.Benchmarks.Decoding;

/// <summary>Timing and output of a run.</summary>
/// <param name="First">Seconds to the first token.</param>
/// <param name="Rest">Seconds from the first token to the last.</param>
/// <param name="Tokens">The generated tokens.</param>
internal sealed record WritingTime(double First, double Rest, int[] Tokens)
{
    /// <summary>Mean seconds per token after the first.</summary>
    public double Each => Rest / Math.Max(1, Tokens.Length - 1);
}

/// <summary>The product's decoder, called with token ids.</summary>
internal sealed class ProductDecoding(DecoderModel model)
{
    /// <summary>Reads a prompt and generates up to <paramref name="count"/> tokens greedily.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="count">The maximum number of tokens.</param>
    /// <param name="lookup">Whether to draft tokens by prompt lookup.</param>
    /// <param name="reuse">Whether the part of the prompt that is already in the cache is reused.</param>
    public WritingTime Write(int[] prompt, int count, bool lookup = false, bool reuse = false)
    {
        using KeyValueCachePool.Lease lease = model.RentAsync(prompt).GetAwaiter().GetResult();
        if (!reuse) lease.Cache.Truncate(0);
        TokenSelector selector = new(new Sampler(new SamplingOptions(), model.Shape.Vocabulary), null);
        PromptLookup? drafting = lookup ? new PromptLookup(KeyValueCache.MaxRows - 1) : null;
        TokenStream stream = new(lease.Cache, selector, drafting, model.Shape.Vocabulary);
        long begin = Stopwatch.GetTimestamp();
        List<int> written = [stream.ReadPrompt(prompt, CancellationToken.None)];
        long first = Stopwatch.GetTimestamp();
        while (written.Count < count && !model.IsEndOfText(written[^1]))
        {
            foreach (int token in stream.GenerateNext())
            {
                written.Add(token);
                if (model.IsEndOfText(token) || written.Count == count) break;
            }
        }
        TimeSpan untilFirst = Stopwatch.GetElapsedTime(begin, first), afterFirst = Stopwatch.GetElapsedTime(first);
        return new WritingTime(untilFirst.TotalSeconds, afterFirst.TotalSeconds, [.. written]);
    }

    /// <summary>Returns the difference between the two highest logits after a prompt.</summary>
    public float Margin(int[] prompt)
    {
        using KeyValueCachePool.Lease lease = model.RentAsync(prompt).GetAwaiter().GetResult();
        lease.Cache.Truncate(0);
        Span<float> logits = lease.Cache.Read(prompt, CancellationToken.None);
        int best = TensorPrimitives.IndexOfMax<float>(logits);
        float first = logits[best];
        logits[best] = float.NegativeInfinity;
        return first - TensorPrimitives.Max<float>(logits);
    }
}
