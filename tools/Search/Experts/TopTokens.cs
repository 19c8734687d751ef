using System.Runtime.InteropServices;

namespace SearchEngine.Cli.Experts;

/// <summary>Finds the tokens for which an expert is chosen more often than on average.</summary>
internal sealed class TopTokens
{
    private const int MaxPerKind = 6;

    private readonly Dictionary<(string Text, TokenKind Kind), TokenCount> _tokens = [];

    public void Add(string text, TokenKind kind, bool taken)
    {
        ref TokenCount count = ref CollectionsMarshal.GetValueRefOrAddDefault(_tokens, (text, kind), out _);
        count = new TokenCount(count.Taken + (taken ? 1 : 0), count.Occurrences + 1);
    }

    /// <summary>
    /// Returns the tokens of each kind that are least likely to be taken so often by chance, by the number of standard deviations of the
    /// binomial distribution above the mean. A token taken once out of once says little; one taken 20 times out of 20 says much.
    /// </summary>
    /// <param name="expectedShare">The share of all tokens for which the expert is chosen.</param>
    public IReadOnlyList<TopToken> GetTop(double expectedShare) =>
    [
        .. _tokens
            .Where(token => token.Value.Taken > token.Value.Occurrences * expectedShare)
            .OrderByDescending(token => token.Value.GetDeviations(expectedShare))
            .ThenBy(token => token.Key.Text, StringComparer.Ordinal)
            .GroupBy(token => token.Key.Kind)
            .OrderBy(kind => kind.Key)
            .SelectMany(kind => kind.Take(MaxPerKind))
            .Select(token => CreateTopToken(token.Key.Text, token.Key.Kind, token.Value, expectedShare)),
    ];

    private static TopToken CreateTopToken(string text, TokenKind kind, TokenCount count, double expectedShare) =>
        new(text, kind, count.Taken, count.Occurrences, count.Taken / (count.Occurrences * expectedShare));

    private readonly record struct TokenCount(int Taken, int Occurrences)
    {
        public double GetDeviations(double share) => (Taken - Occurrences * share) / Math.Sqrt(Occurrences * share * (1 - share));
    }
}
