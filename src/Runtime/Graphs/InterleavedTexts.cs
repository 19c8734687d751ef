namespace SearchEngine.Runtime.Graphs;

/// <summary>
/// Several texts in one row, of which products and attention each see one text alone, text after text. A layer's weights stay in the processor's cache
/// from one text to the next, and yet every number is the one that the text gets by itself: an 8-bit product takes its activations' scale from one text.
/// What goes row by row (embeddings, sums, normalization) stays one operator for all of them.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="lengths">Tokens of each text, int64 [texts].</param>
/// <param name="texts">How many.</param>
internal sealed class InterleavedTexts(GraphBuilder graph, Value lengths, int texts)
{
    private readonly Dictionary<Value, Value[]> _parts = [];
    private readonly HashSet<Value> _singleRowValues = [];

    /// <summary>Applies a function to each text's share of the values, and joins the results; who wants them apart again gets them without a split.</summary>
    /// <param name="values">[1, n, ...] each, or <see cref="Value.None"/>.</param>
    /// <param name="apply">From the shares of one text to its result.</param>
    /// <param name="axis">Along which the results join.</param>
    public Value Apply(ReadOnlySpan<Value> values, Func<Value[], Value> apply, int axis)
    {
        Value[][] shares = [.. values.ToArray().Select(Split)];
        Value[] results = [.. Enumerable.Range(0, texts).Select(text => apply([.. shares.Select(share => share[text])]))];
        Value joined = graph.Node("Concat", results, "", new OnnxAttribute("axis", Int: axis));
        _parts.Add(joined, results);
        return joined;
    }

    /// <summary>Notes that a value holds one row of each text, not one of each token.</summary>
    public void MarkSingleRow(Value value) => _singleRowValues.Add(value);

    /// <summary>What is computed from one row of each text is one row of each text.</summary>
    public void Propagate(ReadOnlySpan<Value> inputs, ReadOnlySpan<Value> results)
    {
        foreach (Value input in inputs)
        {
            if (!_singleRowValues.Contains(input)) continue;
            foreach (Value result in results) _singleRowValues.Add(result);
            return;
        }
    }

    private Value[] Split(Value value)
    {
        if (value == Value.None) return [.. Enumerable.Repeat(Value.None, texts)];
        if (_parts.TryGetValue(value, out Value[]? known)) return known;
        Value rows = _singleRowValues.Contains(value) ? graph.Constant("parts.one", [.. Enumerable.Repeat(1L, texts)]) : lengths;
        return _parts[value] = graph.Nodes("Split", texts, [value, rows], "", new OnnxAttribute("axis", Int: 1));
    }
}
