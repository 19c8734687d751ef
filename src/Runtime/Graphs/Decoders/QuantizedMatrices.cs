using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>
/// Matrices in 4- or 8-bit blocks with a scale each, taken over from the file without loss where it holds them so. Products quantize their activations to 8 bits
/// a block (accuracy_level 4); routers, norms and what lies between stay float32.
/// </summary>
/// <param name="bits">Of the blocks that are made of matrices which the file holds otherwise.</param>
/// <remarks>Operators: com.microsoft MatMulNBits, QMoE, GatherBlockQuantized.</remarks>
internal sealed class QuantizedMatrices(int bits) : IDecoderMatrices
{
    private const int Size = QuantizedWeights.BlockSize, AccuracyLevel = 4, EmbeddingBits = 8;

    public Value Embed(GraphBuilder graph, Value ids, string name, int rows, int columns)
    {
        (Value codes, Value scales) = graph.GetOrAdd(name, () =>
        {
            QuantizedWeights blocks = Read(graph, name, EmbeddingBits, rows, columns);
            return (graph.Constant(name, blocks.Codes, rows, columns), graph.Constant(name + ".scales", blocks.Scales, rows, columns / Size));
        });
        return graph.Node("GatherBlockQuantized", [codes, ids, scales], GraphBuilder.MicrosoftDomain,
            new OnnxAttribute("bits", Int: EmbeddingBits), new OnnxAttribute("block_size", Int: Size), new OnnxAttribute("gather_axis", Int: 0), new OnnxAttribute("quantize_axis", Int: 1));
    }

    public Value TiedHead(GraphBuilder graph, Value x, string name, int rows, int columns) => Multiply(
        graph, x, graph.ReshapedConstant(name + ".head", new Value(name), rows, columns / Size, Size), graph.ReshapedConstant(name + ".head.scales", new Value(name + ".scales"), (long)rows * columns / Size), EmbeddingBits, rows, columns);

    public Value Linear(GraphBuilder graph, Value x, string name, int columns, params MatrixSlice[] matrices)
    {
        int rows = matrices.Sum(matrix => matrix.Rows);
        (Value codes, Value scales, int width) = graph.GetOrAdd(name, () =>
        {
            QuantizedWeights[] parts = [.. matrices.Select(matrix => ReadPart(graph, matrix, 1, [(long)matrix.Parts * matrix.Rows, columns]))];
            int width = parts.Max(part => part.Bits);
            return (
                graph.Constant(name, [.. parts.SelectMany(part => Widen(part, width).Codes)], rows, columns / Size, Size * width / 8),
                graph.Constant(name + ".scales", [.. parts.SelectMany(part => part.Scales)], (long)rows * columns / Size),
                width);
        });
        return Multiply(graph, x, codes, scales, width, rows, columns);
    }

    public Value Experts(GraphBuilder graph, Value x, Value router, string name, ExpertShape shape, int columns, MatrixSlice gate, MatrixSlice up, MatrixSlice down)
    {
        (Value[] weights, int width) = graph.GetOrAdd(name, () =>
        {
            QuantizedWeights gates = Read(gate, columns), ups = Read(up, columns), downs = Read(down, shape.Size);
            int width = Math.Max(Math.Max(gates.Bits, ups.Bits), downs.Bits);
            (gates, ups, downs) = (Widen(gates, width), Widen(ups, width), Widen(downs, width));
            byte[] first = ExpertOperator.Interleave<byte>(gates.Codes, ups.Codes, columns * width / 8);
            float[] firstScales = ExpertOperator.Interleave<float>(gates.Scales, ups.Scales, columns / Size);
            Value[] weights =
            [
                graph.Constant(name + ".in", first, shape.Count, 2 * shape.Size, columns * width / 8), graph.Constant(name + ".in.scales", firstScales, shape.Count, 2 * shape.Size, columns / Size), Value.None,
                graph.Constant(name + ".out", downs.Codes, shape.Count, columns, shape.Size * width / 8), graph.Constant(name + ".out.scales", downs.Scales, shape.Count, columns, shape.Size / Size),
            ];
            return (weights, width);
        });
        return graph.Node("QMoE", [x, router, .. weights], GraphBuilder.MicrosoftDomain,
            [.. ExpertOperator.CreateAttributes(shape), new("expert_weight_bits", Int: width), new("block_size", Int: Size), new("accuracy_level", Int: AccuracyLevel)]);

        QuantizedWeights Read(MatrixSlice matrix, int rowLength) => ReadPart(graph, matrix, shape.Count, [shape.Count, (long)matrix.Parts * matrix.Rows, rowLength]);
    }

    private static Value Multiply(GraphBuilder graph, Value x, Value codes, Value scales, int width, int rows, int columns) => graph.Node("MatMulNBits", [x, codes, scales], GraphBuilder.MicrosoftDomain,
        new OnnxAttribute("K", Int: columns), new OnnxAttribute("N", Int: rows), new OnnxAttribute("bits", Int: width), new OnnxAttribute("block_size", Int: Size), new OnnxAttribute("accuracy_level", Int: AccuracyLevel));

    private QuantizedWeights ReadPart(GraphBuilder graph, MatrixSlice matrix, int count, ReadOnlySpan<long> shape)
    {
        QuantizedWeights blocks = Read(graph, matrix.Name, bits, shape);
        return blocks with { Codes = ExpertOperator.ExtractPart(blocks.Codes, count, matrix.Part, matrix.Parts), Scales = ExpertOperator.ExtractPart(blocks.Scales, count, matrix.Part, matrix.Parts) };
    }

    private static QuantizedWeights Read(GraphBuilder graph, string name, int defaultBits, params ReadOnlySpan<long> shape)
    {
        if (shape[^1] % Size != 0) throw new CheckpointException(graph.Weights.Path, name, $"has rows of {shape[^1]} numbers, which are no whole blocks of {Size}; run the model in float32");
        QuantizedWeights? held = graph.Weights.ReadQuantizedOrNull(name, shape);
        return held is null ? BlockQuantizer.Quantize(graph.Weights.Read(name, shape), defaultBits) : defaultBits == EmbeddingBits ? Widen(held, EmbeddingBits) : held;
    }

    /// <summary>The same numbers in blocks of more bits.</summary>
    private static QuantizedWeights Widen(QuantizedWeights weights, int width)
    {
        if (weights.Bits == width) return weights;
        byte[] codes = new byte[weights.Codes.Length * 2];
        for (int i = 0; i < codes.Length; i++) codes[i] = (byte)((weights.Codes[i / 2] >> (i % 2 * 4) & 15) - 8 + 128);
        return weights with { Bits = width, Codes = codes };
    }
}
