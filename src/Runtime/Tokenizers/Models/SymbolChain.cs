namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>
/// The symbols of a word during merging: always the best pair first, and the leftmost of equal pairs (Sennrich et al. 2016). A heap of
/// pairs makes this n log n for n symbols, so that a word may be as long as a whole text.
/// </summary>
internal sealed class SymbolChain
{
    private readonly List<Symbol> _symbols = [];
    private readonly PriorityQueue<(int Left, int Id), (int Rank, int Left)> _pairs = new();

    /// <summary>Appends a symbol: a token and its span in the word.</summary>
    public void Add(int id, int start, int end) => _symbols.Add(new Symbol(id, start, end, _symbols.Count - 1, _symbols.Count + 1));

    public void Merge(MergeTable merges)
    {
        for (int i = 0; i + 1 < _symbols.Count; i++) EnqueuePair(i, i + 1, merges);
        while (_pairs.TryDequeue(out (int Left, int Id) pair, out _))
        {
            Symbol left = _symbols[pair.Left];
            // The heap still contains pairs that an adjacent merge has invalidated.
            if (left.IsMerged || left.Next == _symbols.Count) continue;
            Symbol right = _symbols[left.Next];
            if (!merges.TryGet(left.Id, right.Id, out (int Rank, int Id) merge) || merge.Id != pair.Id) continue;

            _symbols[left.Next] = right with { IsMerged = true };
            _symbols[pair.Left] = left with { Id = pair.Id, End = right.End, Next = right.Next };
            if (right.Next < _symbols.Count)
            {
                _symbols[right.Next] = _symbols[right.Next] with { Previous = pair.Left };
                EnqueuePair(pair.Left, right.Next, merges);
            }
            if (left.Previous >= 0) EnqueuePair(left.Previous, pair.Left, merges);
        }
    }

    /// <summary>Appends the remaining symbols to the tokens of a text.</summary>
    public void CopyTo(TokenBuffer output, Word word)
    {
        foreach (Symbol symbol in _symbols)
        {
            if (!symbol.IsMerged) output.Add(symbol.Id, word.GetOrigin(symbol.Start, symbol.End));
        }
    }

    private void EnqueuePair(int left, int right, MergeTable merges)
    {
        if (merges.TryGet(_symbols[left].Id, _symbols[right].Id, out (int Rank, int Id) merge))
        {
            _pairs.Enqueue((left, merge.Id), (merge.Rank, left));
        }
    }

    private readonly record struct Symbol(int Id, int Start, int End, int Previous, int Next)
    {
        public bool IsMerged { get; init; }
    }
}
