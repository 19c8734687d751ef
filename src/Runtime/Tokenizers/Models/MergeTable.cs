namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>Which pairs of tokens become which token, and which of them first.</summary>
internal sealed class MergeTable
{
    private readonly Dictionary<(int Left, int Right), (int Rank, int Id)> _merges;

    /// <param name="merges">The pairs, best first. Of a pair that is there twice, the later one counts, as in the reference.</param>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="prefixLength">UTF-16 units that a token sheds at its beginning as it is joined to one before it.</param>
    /// <exception cref="FormatException">A pair, or what it becomes, is not in the vocabulary.</exception>
    public MergeTable(Merge[] merges, Vocabulary vocabulary, int prefixLength)
    {
        _merges = new(merges.Length);
        for (int rank = 0; rank < merges.Length; rank++)
        {
            ReadOnlySpan<char> left = merges[rank].Left, right = merges[rank].Right;
            int? merged = right.Length >= prefixLength ? vocabulary.TokenToId(string.Concat(left, right[prefixLength..])) : null;
            if (vocabulary.TokenToId(left) is not { } leftId || vocabulary.TokenToId(right) is not { } rightId || merged is not { } id)
            {
                throw new FormatException($"merges[{rank}] is '{merges[rank].Text}': either one of the two or both together are no token of the vocabulary");
            }
            _merges[(leftId, rightId)] = (rank, id);
        }
    }

    public bool TryGet(int left, int right, out (int Rank, int Id) merge) => _merges.TryGetValue((left, right), out merge);
}
