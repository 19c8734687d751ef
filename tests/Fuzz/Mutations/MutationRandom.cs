using System.Diagnostics.CodeAnalysis;

namespace SearchEngine.Fuzz.Tests.Mutations;

/// <summary>The choices that a mutant is made by; the same for the same seed, everywhere.</summary>
[SuppressMessage("Security", "CA5394", Justification = "Chooses damage, guards nothing.")]
internal sealed class MutationRandom(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>A number from 0 to below <paramref name="limit"/>; 0 where there is no room.</summary>
    public int Next(int limit) => limit <= 1 ? 0 : _random.Next(limit);

    public bool OneIn(int times) => Next(times) == 0;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Next(choices.Count)];

    /// <summary>A number up to <paramref name="max"/>, with each order of magnitude as likely as another.</summary>
    public int NextMagnitude(int max) => (int)Math.Pow(max, _random.NextDouble());

    /// <summary>A stretch of something that has <paramref name="length"/> parts, short ones as likely as long ones.</summary>
    public Range NextSlice(int length)
    {
        int size = Math.Min(length, NextMagnitude(Math.Max(1, length)));
        int start = Next(length - size + 1);
        return start..(start + size);
    }
}
