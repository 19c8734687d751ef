using Google.Protobuf;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Graphs;

/// <summary>A node of a written graph.</summary>
internal sealed record ReadNode(string Operator, string Domain, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs);

/// <summary>The nodes of a written graph, and the names of its inputs and constants, read from its file and not run.</summary>
/// <remarks>Field numbers: onnx/onnx, onnx/onnx.proto.</remarks>
internal sealed record OnnxReader(IReadOnlyList<ReadNode> Nodes, IReadOnlyList<string> Inputs, IReadOnlyList<string> Constants)
{
    public IEnumerable<ReadNode> All(string name) => Nodes.Where(node => node.Operator == name);

    /// <summary>Writes the graph of a model folder and reads it back.</summary>
    public static OnnxReader Write(string modelFolder, EncoderOutput output, Precision precision = Precision.Float32, EmbeddingSettings? settings = null)
    {
        using TemporaryFolder folder = new();
        using Checkpoint checkpoint = Checkpoint.Open(modelFolder);
        EncoderGraph.Write(checkpoint, settings ?? EmbeddingSettings.Read(modelFolder), output, precision, folder.Path);
        return Read(File.ReadAllBytes(folder[GraphBuilder.ModelFile]));
    }

    private static OnnxReader Read(byte[] model)
    {
        const int Graph = 7, Node = 1, Initializer = 5, Input = 11, PortName = 1, TensorName = 8;
        ILookup<int, ByteString> graph = Fields(Fields(ByteString.CopyFrom(model))[Graph].Single());
        return new OnnxReader([.. graph[Node].Select(ReadNode)], Names(graph[Input], PortName), Names(graph[Initializer], TensorName));
    }

    private static string[] Names(IEnumerable<ByteString> messages, int field) => [.. messages.Select(message => Fields(message)[field].Single().ToStringUtf8())];

    private static ReadNode ReadNode(ByteString bytes)
    {
        const int Inputs = 1, Outputs = 2, Operator = 4, Domain = 7;
        ILookup<int, ByteString> fields = Fields(bytes);
        return new ReadNode(
            fields[Operator].Single().ToStringUtf8(), fields[Domain].FirstOrDefault(ByteString.Empty).ToStringUtf8(),
            [.. fields[Inputs].Select(name => name.ToStringUtf8())], [.. fields[Outputs].Select(name => name.ToStringUtf8())]);
    }

    /// <summary>The fields of a message that have a length: strings and messages.</summary>
    private static ILookup<int, ByteString> Fields(ByteString message)
    {
        using CodedInputStream input = message.CreateCodedInput();
        List<(int Number, ByteString Bytes)> fields = [];
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited) fields.Add((WireFormat.GetTagFieldNumber(tag), input.ReadBytes()));
            else input.SkipLastField();
        }
        return fields.ToLookup(field => field.Number, field => field.Bytes);
    }
}
