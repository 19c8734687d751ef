namespace SearchEngine.Runtime.Graphs;

/// <summary>
/// Several texts in one row that products and attention process individually, one after another. A layer's weights stay in the processor's
/// cache between texts, yet each text gets exactly the numbers of a single run, because an 8-bit product derives the scale of its
/// activations from one text. Row-wise operators (embeddings, sums, normalization) process all texts at once.
/// </summary>
/// <param name="graph">The graph to add to.</param>
/// <param name="lengths">Number of tokens of each text, int64 [texts].</param>
/// <param name="texts">Number of texts.</param>
internal sealed class InterleavedTexts(GraphBuilder graph, Value lengths, int texts)
{
    private readonly Dictionary<Value, Value[]> _parts = [];
    private readonly HashSet<Value> _singleRowValues = [];

    /// <summary>
    /// Applies a function to each text's part of the values and joins the results along <paramref name="axis"/>; the parts are remembered,
    /// so that a later call needs no split. Values are [1, n, ...] or <see cref="Value.None"/>.
    /// </summary>
    public Value Apply(ReadOnlySpan<Value> values, Func<Value[], Value> apply, int axis)
    {
        Value[][] shares = [.. values.ToArray().Select(Split)];
        Value[] results = [.. Enumerable.Range(0, texts).Select(text => apply([.. shares.Select(share => share[text])]))];
        Value joined = graph.Node("Concat", results, "", new OnnxAttribute("axis", Int: axis));
        _parts.Add(joined, results);
        return joined;
    }

    /// <summary>Records that a value has one row per text instead of one per token.</summary>
    public void MarkSingleRow(Value value) => _singleRowValues.Add(value);

    /// <summary>Records that results computed from one row per text have one row per text.</summary>
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
        if (_parts.TryGetValue(value, out Value[]? parts)) return parts;
        Value rows = _singleRowValues.Contains(value) ? graph.Constant("parts.one", [.. Enumerable.Repeat(1L, texts)]) : lengths;
        return _parts[value] = graph.Nodes("Split", texts, [value, rows], "", new OnnxAttribute("axis", Int: 1));
    }
}
