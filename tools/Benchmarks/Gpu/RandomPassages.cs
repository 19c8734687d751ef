using SearchEngine.Benchmarks.Reranking;

namespace SearchEngine.Benchmarks.Gpu;

/// <summary>Random passages for machines without a collection. Each word is one token.</summary>
internal static class RandomPassages
{
    public const string Query = "who opens the shop in the morning";

    private const int Seed = 1;

    private static readonly string[] Words = (
        "the of and to in is was for on that with as by at from his it an were which are this "
        + "also be has or had first one their its new after but who not they have").Split(' ');

    public static string[] Create(int count)
    {
        Random random = new(Seed);
        return [.. Enumerable.Range(0, count).Select(_ => string.Join(' ', random.GetItems(Words, RandomLength())))];

        int RandomLength() => random.Next(PassageScoring.MinTokens, PassageScoring.MaxTokens + 1);
    }
}
