using System.Diagnostics;
using System.Numerics.Tensors;
using SearchEngine.Generator;
using SearchEngine.Generator.Caching;
using SearchEngine.Generator.Sampling;

namespace SearchEngine.Benchmarks.Decoding;

/// <summary>What a run took.</summary>
/// <param name="First">Seconds to the first token.</param>
/// <param name="Rest">Seconds for those after it.</param>
/// <param name="Tokens">What was written.</param>
internal sealed record WritingTime(double First, double Rest, int[] Tokens)
{
    /// <summary>Seconds a token takes once the first is there.</summary>
    public double Each => Rest / Math.Max(1, Tokens.Length - 1);
}

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
        using KeyValueCachePool.Lease lease = model.RentAsync(prompt).GetAwaiter().GetResult();
        if (!reuse) lease.Cache.Truncate(0);
        TokenStream stream = new(lease.Cache, new TokenSelector(new Sampler(new SamplingOptions(), model.Shape.Vocabulary), null), lookup ? new PromptLookup(KeyValueCache.MaxRows - 1) : null, model.Shape.Vocabulary);
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
        return new WritingTime(Stopwatch.GetElapsedTime(begin, first).TotalSeconds, Stopwatch.GetElapsedTime(first).TotalSeconds, [.. written]);
    }

    /// <summary>By how much the likeliest next token leads the second after a prompt, in logits.</summary>
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
