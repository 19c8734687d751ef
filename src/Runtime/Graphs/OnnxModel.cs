namespace SearchEngine.Runtime.Graphs;

/// <summary>ONNX element types, with their numbers in TensorProto.DataType.</summary>
internal enum OnnxType
{
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    Int32 = 6,
    Int64 = 7,
    Float16 = 10,
}

/// <summary>An attribute of a node: an integer, a float, a list of integers or a string.</summary>
internal sealed record OnnxAttribute(
    string Name, long? Int = null, float? Float = null, IReadOnlyList<long>? Ints = null, string? Text = null);

/// <summary>An operator with its inputs and outputs. An empty input name is an omitted optional input.</summary>
internal sealed record OnnxNode(
    string Operator, string Domain, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyList<OnnxAttribute> Attributes);

/// <summary>A constant tensor: bytes in the model, or a range of the data file next to it.</summary>
internal sealed record OnnxInitializer(string Name, OnnxType Type, IReadOnlyList<long> Shape, byte[]? Bytes, long Offset, long Length);

/// <summary>An input or output of the graph; a dimension is a number, or a name if it varies.</summary>
internal sealed record OnnxValueInfo(string Name, OnnxType Type, IReadOnlyList<object> Shape);

/// <summary>A complete graph, ready to be written.</summary>
internal sealed record OnnxModel(
    string Name,
    IReadOnlyList<OnnxNode> Nodes,
    IReadOnlyList<OnnxInitializer> Initializers,
    IReadOnlyList<OnnxValueInfo> Inputs,
    IReadOnlyList<OnnxValueInfo> Outputs,
    string DataFile);
