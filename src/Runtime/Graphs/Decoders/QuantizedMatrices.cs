using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>
/// Matrices in 4- or 8-bit blocks with one scale each, copied from the file without loss if it already stores them that way. Products
/// quantize their activations to 8 bits per block (accuracy_level 4); routers, norms and everything else stay float32.
/// </summary>
/// <param name="bits">Bits of the blocks to which other matrices are quantized.</param>
/// <remarks>Operators: com.microsoft MatMulNBits, QMoE, GatherBlockQuantized.</remarks>
internal sealed class QuantizedMatrices(int bits) : IDecoderMatrices
{
    private const int BlockSize = QuantizedWeights.BlockSize, AccuracyLevel = 4, EmbeddingBits = 8;

    public Value Embed(GraphBuilder graph, Value ids, string name, int rows, int columns)
    {
        (Value codes, Value scales) = graph.GetOrAdd(name, () =>
        {
            QuantizedWeights weights = Read(graph, name, EmbeddingBits, rows, columns);
            return (
                graph.Constant(name, weights.Codes, rows, columns),
                graph.Constant(name + ".scales", weights.Scales, rows, columns / BlockSize));
        });
        OnnxAttribute[] attributes =
        [
            new("bits", Int: EmbeddingBits), new("block_size", Int: BlockSize), new("gather_axis", Int: 0), new("quantize_axis", Int: 1),
        ];
        return graph.Node("GatherBlockQuantized", [codes, ids, scales], GraphBuilder.MicrosoftDomain, attributes);
    }

    public Value TiedHead(GraphBuilder graph, Value x, string name, int rows, int columns)
    {
        Value codes = graph.ReshapedConstant(name + ".head", new Value(name), rows, columns / BlockSize, BlockSize);
        Value scales = graph.ReshapedConstant(name + ".head.scales", new Value(name + ".scales"), (long)rows * columns / BlockSize);
        return Multiply(graph, x, codes, scales, EmbeddingBits, rows, columns);
    }

    public Value Linear(GraphBuilder graph, Value x, string name, int columns, params MatrixSlice[] matrices)
    {
        int rows = matrices.Sum(matrix => matrix.Rows);
        (Value codes, Value scales, int width) = graph.GetOrAdd(name, () =>
        {
            QuantizedWeights[] parts = [.. matrices.Select(Read)];
            int width = parts.Max(part => part.Bits);
            byte[] allCodes = [.. parts.SelectMany(part => Widen(part, width).Codes)];
            float[] allScales = [.. parts.SelectMany(part => part.Scales)];
            return (
                graph.Constant(name, allCodes, rows, columns / BlockSize, BlockSize * width / 8),
                graph.Constant(name + ".scales", allScales, (long)rows * columns / BlockSize),
                width);
        });
        return Multiply(graph, x, codes, scales, width, rows, columns);

        QuantizedWeights Read(MatrixSlice matrix) => ReadPart(graph, matrix, 1, [(long)matrix.Parts * matrix.Rows, columns]);
    }

    public Value Experts(
        GraphBuilder graph,
        Value x,
        Value router,
        string name,
        ExpertShape shape,
        int columns,
        MatrixSlice gate,
        MatrixSlice up,
        MatrixSlice down)
    {
        (Value[] weights, int width) = graph.GetOrAdd(name, () =>
        {
            QuantizedWeights gates = Read(gate, columns), ups = Read(up, columns), downs = Read(down, shape.Size);
            int width = Math.Max(Math.Max(gates.Bits, ups.Bits), downs.Bits);
            (gates, ups, downs) = (Widen(gates, width), Widen(ups, width), Widen(downs, width));
            int rowBytes = columns * width / 8;
            byte[] inCodes = ExpertOperator.Interleave<byte>(gates.Codes, ups.Codes, rowBytes);
            float[] inScales = ExpertOperator.Interleave<float>(gates.Scales, ups.Scales, columns / BlockSize);
            Value[] weights =
            [
                graph.Constant(name + ".in", inCodes, shape.Count, 2 * shape.Size, rowBytes),
                graph.Constant(name + ".in.scales", inScales, shape.Count, 2 * shape.Size, columns / BlockSize),
                Value.None,
                graph.Constant(name + ".out", downs.Codes, shape.Count, columns, shape.Size * width / 8),
                graph.Constant(name + ".out.scales", downs.Scales, shape.Count, columns, shape.Size / BlockSize),
            ];
            return (weights, width);
        });
        OnnxAttribute[] attributes =
        [
            .. ExpertOperator.CreateAttributes(shape),
            new("expert_weight_bits", Int: width), new("block_size", Int: BlockSize), new("accuracy_level", Int: AccuracyLevel),
        ];
        return graph.Node("QMoE", [x, router, .. weights], GraphBuilder.MicrosoftDomain, attributes);

        QuantizedWeights Read(MatrixSlice matrix, int rowLength) =>
            ReadPart(graph, matrix, shape.Count, [shape.Count, (long)matrix.Parts * matrix.Rows, rowLength]);
    }

    private static Value Multiply(GraphBuilder graph, Value x, Value codes, Value scales, int width, int rows, int columns)
    {
        OnnxAttribute[] attributes =
        [
            new("K", Int: columns), new("N", Int: rows), new("bits", Int: width), new("block_size", Int: BlockSize),
            new("accuracy_level", Int: AccuracyLevel),
        ];
        return graph.Node("MatMulNBits", [x, codes, scales], GraphBuilder.MicrosoftDomain, attributes);
    }

    private QuantizedWeights ReadPart(GraphBuilder graph, MatrixSlice matrix, int count, ReadOnlySpan<long> shape)
    {
        QuantizedWeights weights = Read(graph, matrix.Name, bits, shape);
        return weights with
        {
            Codes = ExpertOperator.ExtractPart(weights.Codes, count, matrix.Part, matrix.Parts),
            Scales = ExpertOperator.ExtractPart(weights.Scales, count, matrix.Part, matrix.Parts),
        };
    }

    private static QuantizedWeights Read(GraphBuilder graph, string name, int defaultBits, params ReadOnlySpan<long> shape)
    {
        if (shape[^1] % BlockSize != 0)
        {
            string reason = $"has rows of {shape[^1]} numbers, which are not whole blocks of {BlockSize}; run the model in float32";
            throw new CheckpointException(graph.Weights.Path, name, reason);
        }
        if (graph.Weights.ReadQuantizedOrNull(name, shape) is not { } stored)
            return BlockQuantizer.Quantize(graph.Weights.Read(name, shape), defaultBits);
        return defaultBits == EmbeddingBits ? Widen(stored, EmbeddingBits) : stored;
    }

    /// <summary>Converts blocks to more bits; the values are unchanged.</summary>
    private static QuantizedWeights Widen(QuantizedWeights weights, int width)
    {
        if (weights.Bits == width) return weights;
        byte[] codes = new byte[weights.Codes.Length * 2];
        for (int i = 0; i < codes.Length; i++) codes[i] = (byte)((weights.Codes[i / 2] >> (i % 2 * 4) & 15) - 8 + 128);
        return weights with { Bits = width, Codes = codes };
    }
}
