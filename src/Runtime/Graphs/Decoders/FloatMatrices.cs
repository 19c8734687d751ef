using System.Runtime.InteropServices;

namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>Matrices in float32.</summary>
internal sealed class FloatMatrices : IDecoderMatrices
{
    public Value Embed(GraphBuilder graph, Value ids, string name, int rows, int columns)
    {
        Value table = graph.GetOrAdd(name, () => graph.Constant(name, graph.Weights.Read(name, rows, columns), rows, columns));
        return graph.Node("Gather", [table, ids]);
    }

    public Value TiedHead(GraphBuilder graph, Value x, string name, int rows, int columns) =>
        graph.Node("Gemm", [x, new Value(name)], "", new OnnxAttribute("transB", Int: 1));

    public Value Linear(GraphBuilder graph, Value x, string name, int columns, params MatrixSlice[] matrices) => graph.GetOrAdd(name, () =>
    {
        List<float> rows = [];
        foreach (MatrixSlice matrix in matrices)
        {
            float[] stacked = graph.Weights.Read(matrix.Name, (long)matrix.Parts * matrix.Rows, columns);
            rows.AddRange(ExpertOperator.ExtractPart(stacked, 1, matrix.Part, matrix.Parts));
        }
        return FloatLinear.Exact.CreateLayer(graph, name, CollectionsMarshal.AsSpan(rows), rows.Count / columns, []);
    })(x);

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
        (Value inner, Value outer) = graph.GetOrAdd(name, () =>
        {
            float[] gateAndUp = ExpertOperator.Interleave<float>(Read(gate, columns), Read(up, columns), columns);
            return (
                graph.Constant(name + ".in", gateAndUp, shape.Count, 2 * shape.Size, columns),
                graph.Constant(name + ".out", Read(down, shape.Size), shape.Count, columns, shape.Size));
        });
        OnnxAttribute[] attributes = ExpertOperator.CreateAttributes(shape);
        return graph.Node("MoE", [x, router, inner, Value.None, outer], GraphBuilder.MicrosoftDomain, attributes);

        float[] Read(MatrixSlice matrix, int rowLength)
        {
            float[] stacked = graph.Weights.Read(matrix.Name, shape.Count, (long)matrix.Parts * matrix.Rows, rowLength);
            return ExpertOperator.ExtractPart(stacked, shape.Count, matrix.Part, matrix.Parts);
        }
    }
}
