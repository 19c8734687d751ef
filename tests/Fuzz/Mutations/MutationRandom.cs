using System.Diagnostics.CodeAnalysis;

namespace SearchEngine.Fuzz.Tests.Mutations;

/// <summary>The random choices of a mutant; the same for the same seed on every machine.</summary>
[SuppressMessage("Security", "CA5394", Justification = "Only chooses mutations.")]
internal sealed class MutationRandom(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Returns a number from 0 to below <paramref name="limit"/>; 0 if the limit is 1 or less.</summary>
    public int Next(int limit) => limit <= 1 ? 0 : _random.Next(limit);

    public bool OneIn(int times) => Next(times) == 0;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Next(choices.Count)];

    /// <summary>Returns a number up to <paramref name="max"/>, with every order of magnitude equally likely.</summary>
    public int NextMagnitude(int max) => (int)Math.Pow(max, _random.NextDouble());

    /// <summary>Returns a range within <paramref name="length"/> items; short and long ranges are equally likely.</summary>
    public Range NextSlice(int length)
    {
        int size = Math.Min(length, NextMagnitude(Math.Max(1, length)));
        int start = Next(length - size + 1);
        return start..(start + size);
    }
}
