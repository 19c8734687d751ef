using System.Runtime.InteropServices;

namespace SearchEngine.Generator.Routing;

/// <summary>Finds the tokens that an expert takes more often than its share.</summary>
internal sealed class TopTokens
{
    private const int MaxPerKind = 6;

    private readonly Dictionary<(string Text, TokenKind Kind), (int Taken, int Occurrences)> _tokens = [];

    /// <summary>A token of the text, and whether the expert took it.</summary>
    public void Add(string text, TokenKind kind, bool taken)
    {
        ref (int Taken, int Occurrences) count = ref CollectionsMarshal.GetValueRefOrAddDefault(_tokens, (text, kind), out _);
        count = (count.Taken + (taken ? 1 : 0), count.Occurrences + 1);
    }

    /// <summary>
    /// Of each kind those that are least likely to be taken so often by chance: by how many standard deviations of the binomial distribution they lie above what is usual. A
    /// token that occurs once and is taken once says little; one that is taken 20 times of 20 says much.
    /// </summary>
    /// <param name="expectedShare">The share of all tokens that the expert takes.</param>
    public IReadOnlyList<TopToken> GetTop(double expectedShare) =>
    [
        .. _tokens
            .Where(token => token.Value.Taken > token.Value.Occurrences * expectedShare)
            .OrderByDescending(token => (token.Value.Taken - token.Value.Occurrences * expectedShare) / Math.Sqrt(token.Value.Occurrences * expectedShare * (1 - expectedShare)))
            .ThenBy(token => token.Key.Text, StringComparer.Ordinal)
            .GroupBy(token => token.Key.Kind)
            .OrderBy(kind => kind.Key)
            .SelectMany(kind => kind.Take(MaxPerKind))
            .Select(token => new TopToken(token.Key.Text, token.Key.Kind, token.Value.Taken, token.Value.Occurrences, token.Value.Taken / (token.Value.Occurrences * expectedShare))),
    ];
}
