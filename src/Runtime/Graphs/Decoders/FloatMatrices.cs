using System.Runtime.InteropServices;

namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>Matrices in float32.</summary>
internal sealed class FloatMatrices : IDecoderMatrices
{
    public Value Embed(GraphBuilder graph, Value ids, string name, int rows, int columns) =>
        graph.Node("Gather", [graph.Once(name, () => graph.Constant(name, graph.Weights.Read(name, rows, columns), rows, columns)), ids]);

    public Value TiedHead(GraphBuilder graph, Value x, string name, int rows, int columns) =>
        graph.Node("Gemm", [x, new Value(name)], "", new OnnxAttribute("transB", Int: 1));

    public Value Product(GraphBuilder graph, Value x, string name, int columns, params MatrixRows[] matrices) => graph.Once(name, () =>
    {
        List<float> rows = [];
        foreach (MatrixRows matrix in matrices)
            rows.AddRange(ExpertOperator.Part(graph.Weights.Read(matrix.Name, (long)matrix.Parts * matrix.Rows, columns), 1, matrix.Part, matrix.Parts));
        return FloatLinear.Exact.Hold(graph, name, CollectionsMarshal.AsSpan(rows), rows.Count / columns, []);
    })(x);

    public Value Experts(GraphBuilder graph, Value x, Value router, string name, ExpertShape shape, int columns, MatrixRows gate, MatrixRows up, MatrixRows down)
    {
        (Value inner, Value outer) = graph.Once(name, () => (
            graph.Constant(name + ".in", ExpertOperator.Interleave<float>(Read(gate, columns), Read(up, columns), columns), shape.Count, 2 * shape.Size, columns),
            graph.Constant(name + ".out", Read(down, shape.Size), shape.Count, columns, shape.Size)));
        return graph.Node("MoE", [x, router, inner, Value.None, outer], GraphBuilder.Contrib, ExpertOperator.Attributes(shape));

        float[] Read(MatrixRows matrix, int rowLength) =>
            ExpertOperator.Part(graph.Weights.Read(matrix.Name, shape.Count, (long)matrix.Parts * matrix.Rows, rowLength), shape.Count, matrix.Part, matrix.Parts);
    }
}
