using Google.Protobuf;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Graphs;

/// <summary>A node of a written graph; attributes are converted to text.</summary>
internal sealed record ReadNode(
    string Operator, string Domain, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyDictionary<string,
    string> Attributes);

/// <summary>An input or output of a written graph; the shape is converted to text, such as "texts,64".</summary>
internal sealed record ReadPort(string Name, OnnxType Type, string Shape);

/// <summary>A constant of a written graph.</summary>
internal sealed record ReadConstant(string Name, OnnxType Type, IReadOnlyList<long> Shape);

/// <summary>A written graph, read from its file without running it.</summary>
/// <remarks>Field numbers: onnx/onnx, onnx/onnx.proto.</remarks>
internal sealed record OnnxReader(
    IReadOnlyList<ReadNode> Nodes, IReadOnlyList<ReadPort> Ports, IReadOnlyList<ReadPort> Results, IReadOnlyList<ReadConstant> Initializers)
{
    public IEnumerable<string> Inputs => Ports.Select(port => port.Name);

    public IEnumerable<string> Constants => Initializers.Select(constant => constant.Name);

    public IEnumerable<ReadNode> All(string name) => Nodes.Where(node => node.Operator == name);

    /// <summary>Writes the graph of a model folder and reads it back.</summary>
    public static OnnxReader Write(
        string modelFolder, EncoderOutput output, Precision precision = Precision.Float32, EmbeddingSettings? settings = null) =>
        Write(
            modelFolder,
            (checkpoint, folder) => EncoderGraph.Write(
                checkpoint, settings ?? EmbeddingSettings.Read(modelFolder), output, precision, folder));

    /// <summary>Lets the caller write the graph of a model folder, and reads it back.</summary>
    public static OnnxReader Write(string modelFolder, Action<Checkpoint, string> write)
    {
        using TemporaryFolder folder = new();
        using Checkpoint checkpoint = Checkpoint.Open(modelFolder);
        write(checkpoint, folder.Path);
        return Read(File.ReadAllBytes(folder[GraphBuilder.ModelFile]));
    }

    private static OnnxReader Read(byte[] model)
    {
        const int Graph = 7, Node = 1, Initializer = 5, Input = 11, Output = 12;
        Message graph = Message.Read(ByteString.CopyFrom(model)).Inner(Graph).Single();
        return new OnnxReader(
            [.. graph.Inner(Node).Select(ReadNode)], [.. graph.Inner(Input).Select(ReadPort)], [.. graph.Inner(Output).Select(ReadPort)],
            [.. graph.Inner(Initializer).Select(ReadConstant)]);
    }

    private static ReadNode ReadNode(Message node)
    {
        const int Inputs = 1, Outputs = 2, Operator = 4, Attribute = 5, Domain = 7, AttributeName = 1;
        return new ReadNode(
            node.Text(Operator), node.Text(Domain), node.Texts(Inputs), node.Texts(Outputs),
            node.Inner(Attribute).ToDictionary(attribute => attribute.Text(AttributeName), ReadAttribute));
    }

    private static string ReadAttribute(Message attribute)
    {
        const int Float = 2, Int = 3, Ints = 8;
        IReadOnlyList<long> real = attribute.Numbers(Float);
        return real.Count > 0
            ? FormattableString.Invariant($"{BitConverter.Int32BitsToSingle((int)real[0])}")
            : string.Join(',', attribute.Numbers(Int).Concat(attribute.Numbers(Ints)));
    }

    private static ReadPort ReadPort(Message port)
    {
        const int Name = 1, TypeOfPort = 2, Tensor = 1, ElementType = 1, Shape = 2, Dimension = 1, Value = 1, Parameter = 2;
        Message tensor = port.Inner(TypeOfPort).Single().Inner(Tensor).Single();
        IEnumerable<string> shape = tensor.Inner(Shape)
            .Single()
            .Inner(Dimension)
            .Select(size => size.Numbers(Value) is [long number] ? $"{number}" : size.Text(Parameter));
        return new ReadPort(port.Text(Name), (OnnxType)tensor.Numbers(ElementType).Single(), string.Join(',', shape));
    }

    private static ReadConstant ReadConstant(Message tensor)
    {
        const int Shape = 1, ElementType = 2, Name = 8;
        return new ReadConstant(tensor.Text(Name), (OnnxType)tensor.Numbers(ElementType).Single(), tensor.Numbers(Shape));
    }

    /// <summary>The fields of a message: length-delimited ones (strings and messages) and numbers.</summary>
    private sealed record Message(ILookup<int, ByteString> Bytes, ILookup<int, long> Values)
    {
        public IEnumerable<Message> Inner(int field) => Bytes[field].Select(Read);

        public string Text(int field) => Bytes[field].SingleOrDefault(ByteString.Empty).ToStringUtf8();

        public IReadOnlyList<string> Texts(int field) => [.. Bytes[field].Select(text => text.ToStringUtf8())];

        public IReadOnlyList<long> Numbers(int field) => [.. Values[field]];

        public static Message Read(ByteString message)
        {
            using CodedInputStream input = message.CreateCodedInput();
            List<(int Number, ByteString Bytes)> bytes = [];
            List<(int Number, long Value)> values = [];
            while (input.ReadTag() is var tag and not 0)
            {
                int field = WireFormat.GetTagFieldNumber(tag);
                switch (WireFormat.GetTagWireType(tag))
                {
                    case WireFormat.WireType.LengthDelimited: bytes.Add((field, input.ReadBytes())); break;
                    case WireFormat.WireType.Varint: values.Add((field, input.ReadInt64())); break;
                    case WireFormat.WireType.Fixed32: values.Add((field, input.ReadFixed32())); break;
                    default: throw new InvalidDataException($"field {field} has a form that written graphs do not have");
                }
            }
            return new Message(
                bytes.ToLookup(field => field.Number, field => field.Bytes), values.ToLookup(field => field.Number, field => field.Value));
        }
    }
}
