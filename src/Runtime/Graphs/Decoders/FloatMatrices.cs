using System.Runtime.InteropServices;

namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>Matrices in float32.</summary>
internal sealed class FloatMatrices : IDecoderMatrices
{
    public Value Embed(GraphBuilder graph, Value ids, string name, int rows, int columns) =>
        graph.Node("Gather", [graph.GetOrAdd(name, () => graph.Constant(name, graph.Weights.Read(name, rows, columns), rows, columns)), ids]);

    public Value TiedHead(GraphBuilder graph, Value x, string name, int rows, int columns) =>
        graph.Node("Gemm", [x, new Value(name)], "", new OnnxAttribute("transB", Int: 1));

    public Value Linear(GraphBuilder graph, Value x, string name, int columns, params MatrixSlice[] matrices) => graph.GetOrAdd(name, () =>
    {
        List<float> rows = [];
        foreach (MatrixSlice matrix in matrices)
            rows.AddRange(ExpertOperator.ExtractPart(graph.Weights.Read(matrix.Name, (long)matrix.Parts * matrix.Rows, columns), 1, matrix.Part, matrix.Parts));
        return FloatLinear.Exact.CreateLayer(graph, name, CollectionsMarshal.AsSpan(rows), rows.Count / columns, []);
    })(x);

    public Value Experts(GraphBuilder graph, Value x, Value router, string name, ExpertShape shape, int columns, MatrixSlice gate, MatrixSlice up, MatrixSlice down)
    {
        (Value inner, Value outer) = graph.GetOrAdd(name, () => (
            graph.Constant(name + ".in", ExpertOperator.Interleave<float>(Read(gate, columns), Read(up, columns), columns), shape.Count, 2 * shape.Size, columns),
            graph.Constant(name + ".out", Read(down, shape.Size), shape.Count, columns, shape.Size)));
        return graph.Node("MoE", [x, router, inner, Value.None, outer], GraphBuilder.MicrosoftDomain, ExpertOperator.CreateAttributes(shape));

        float[] Read(MatrixSlice matrix, int rowLength) =>
            ExpertOperator.ExtractPart(graph.Weights.Read(matrix.Name, shape.Count, (long)matrix.Parts * matrix.Rows, rowLength), shape.Count, matrix.Part, matrix.Parts);
    }
}
