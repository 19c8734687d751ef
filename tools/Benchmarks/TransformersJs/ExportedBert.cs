using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Graphs.Encoders;

namespace SearchEngine.Benchmarks.TransformersJs;

/// <summary>
/// Writes BERT as PyTorch exports it and onnxruntime.quantization.quantize_dynamic quantizes it, which is what model hubs
/// offer as model_quantized.onnx: attention and GELU in elementary operators, each product a DynamicQuantizeLinear, a
/// MatMulInteger and its scaling. ONNX Runtime fuses what it can.
/// </summary>
internal sealed class ExportedBert(GraphBuilder graph, BertGraph bert)
{
    private const float Hidden = -3.4028235e38f;

    private readonly int _headSize = bert.Hidden / bert.Heads;

    public Value Build(Value tokens, Value positions, Value segments, Value mask)
    {
        string name = bert.Prefix + "embeddings.";
        Value hidden = graph.Add(
            graph.Add(
                Table(tokens, name + "word_embeddings", bert.Vocabulary),
                Table(segments, name + "token_type_embeddings", bert.Segments)),
            Table(positions, name + "position_embeddings", bert.Positions));
        hidden = graph.LayerNorm(hidden, name + "LayerNorm", bert.Hidden, bert.Epsilon);
        Value bias = Bias(mask);
        for (int layer = 0; layer < bert.Layers; layer++) hidden = Block(hidden, bias, $"{bert.Prefix}encoder.layer.{layer}.");
        return hidden;
    }

    private Value Block(Value x, Value bias, string name)
    {
        Value[] quantized = Quantize(x);
        Value q = Heads(Linear(quantized, name + "attention.self.query", bert.Hidden, bert.Hidden), [0, 2, 1, 3]);
        Value k = Heads(Linear(quantized, name + "attention.self.key", bert.Hidden, bert.Hidden), [0, 2, 3, 1]);
        Value v = Heads(Linear(quantized, name + "attention.self.value", bert.Hidden, bert.Hidden), [0, 2, 1, 3]);
        Value scores = graph.Node("Div", [graph.Node("MatMul", [q, k]), graph.Constant("exported.scale", [MathF.Sqrt(_headSize)], 1)]);
        Value shares = graph.Node("Softmax", [graph.Add(scores, bias)], "", new OnnxAttribute("axis", Int: -1));
        Value seen = graph.Node("Transpose", [graph.Node("MatMul", [shares, v])], "", new OnnxAttribute("perm", Ints: [0, 2, 1, 3]));
        Value joined = graph.Node("Reshape", [seen, graph.Constant("exported.joined", 0L, 0L, bert.Hidden)]);
        Value attention = Linear(Quantize(joined), name + "attention.output.dense", bert.Hidden, bert.Hidden);
        Value attended = graph.AddAndNorm(attention, x, name + "attention.output.LayerNorm", bert.Hidden, bert.Epsilon);

        Value wide = Gelu(Linear(Quantize(attended), name + "intermediate.dense", bert.Hidden, bert.FeedForward));
        Value narrow = Linear(Quantize(wide), name + "output.dense", bert.FeedForward, bert.Hidden);
        return graph.AddAndNorm(narrow, attended, name + "output.LayerNorm", bert.Hidden, bert.Epsilon);
    }

    private Value Table(Value ids, string name, int rows)
    {
        Value table = graph.Constant(name, graph.Weights.Read(name + ".weight", rows, bert.Hidden), rows, bert.Hidden);
        return graph.Node("Gather", [table, ids]);
    }

    private Value[] Quantize(Value x) => graph.Nodes("DynamicQuantizeLinear", 3, [x]);

    private Value Linear(Value[] x, string name, int inputs, int outputs)
    {
        (Value numbers, Value scale, Value zero) = (x[0], x[1], x[2]);
        float[] weight = graph.Weights.Read(name + ".weight", outputs, inputs), scales = new float[outputs];
        sbyte[] codes = new sbyte[weight.Length];
        for (int o = 0; o < outputs; o++)
        {
            ReadOnlySpan<float> row = weight.AsSpan(o * inputs, inputs);
            foreach (float w in row) scales[o] = Math.Max(scales[o], Math.Abs(w) / sbyte.MaxValue);
            for (int i = 0; i < inputs; i++) codes[i * outputs + o] = (sbyte)MathF.Round(row[i] / scales[o]);
        }
        Value product = graph.Node("MatMulInteger", [numbers, graph.Constant(name + ".codes", codes, inputs, outputs), zero]);
        Value real = graph.Node("Cast", [product], "", new OnnxAttribute("to", Int: (int)OnnxType.Float));
        Value scaled = graph.Multiply(real, graph.Multiply(scale, graph.Constant(name + ".scales", scales, outputs)));
        return graph.Add(scaled, graph.Constant(name + ".bias", graph.Weights.Read(name + ".bias", outputs), outputs));
    }

    private Value Heads(Value x, long[] order)
    {
        Value apart = graph.Node("Reshape", [x, graph.Constant("exported.heads", 0L, 0L, bert.Heads, _headSize)]);
        return graph.Node("Transpose", [apart], "", new OnnxAttribute("perm", Ints: order));
    }

    private Value Gelu(Value x)
    {
        Value erf = graph.Node("Erf", [graph.Node("Div", [x, graph.Constant("exported.root", [MathF.Sqrt(2)], 1)])]);
        Value doubled = graph.Multiply(x, graph.Add(erf, graph.Constant("exported.one", [1f], 1)));
        return graph.Multiply(doubled, graph.Constant("exported.half", [0.5f], 1));
    }

    /// <summary>
    /// Converts a mask, int64 [t, n], to an attention bias, float32 [t, 1, 1, n]: 0 for tokens and a large negative
    /// number for padding.
    /// </summary>
    private Value Bias(Value mask)
    {
        Value expanded = graph.Node("Unsqueeze", [mask, graph.Constant("exported.axes", 1L, 2L)]);
        Value real = graph.Node("Cast", [expanded], "", new OnnxAttribute("to", Int: (int)OnnxType.Float));
        Value padding = graph.Node("Sub", [graph.Constant("exported.one", [1f], 1), real]);
        return graph.Multiply(padding, graph.Constant("exported.hidden", [Hidden], 1));
    }
}
