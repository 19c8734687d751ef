namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>Maps pairs of tokens to the rank and result of their merge.</summary>
internal sealed class MergeTable
{
    private readonly Dictionary<(int Left, int Right), (int Rank, int Id)> _merges;

    /// <summary>Creates the table.</summary>
    /// <param name="merges">The pairs, best first. The last of duplicate pairs wins, as in the reference.</param>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="prefixLength">UTF-16 units at the start of a token that are dropped when it is merged with its predecessor.</param>
    /// <exception cref="FormatException">A pair, or the result of its merge, is not in the vocabulary.</exception>
    public MergeTable(Merge[] merges, Vocabulary vocabulary, int prefixLength)
    {
        _merges = new(merges.Length);
        for (int rank = 0; rank < merges.Length; rank++)
        {
            ReadOnlySpan<char> left = merges[rank].Left, right = merges[rank].Right;
            int? merged = right.Length >= prefixLength ? vocabulary.TokenToId(string.Concat(left, right[prefixLength..])) : null;
            if (vocabulary.TokenToId(left) is not { } leftId || vocabulary.TokenToId(right) is not { } rightId || merged is not { } id)
            {
                string merge = $"'{merges[rank].Text}' as merges[{rank}]";
                throw new FormatException($"has {merge}, but one of the two tokens or their combination is not in the vocabulary");
            }
            _merges[(leftId, rightId)] = (rank, id);
        }
    }

    public bool TryGet(int left, int right, out (int Rank, int Id) merge) => _merges.TryGetValue((left, right), out merge);
}
