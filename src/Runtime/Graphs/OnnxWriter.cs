using System.Globalization;
using Google.Protobuf;

namespace SearchEngine.Runtime.Graphs;

/// <summary>Writes an <see cref="OnnxModel"/> in ONNX's protobuf form.</summary>
/// <remarks>Field numbers: onnx/onnx, onnx/onnx.proto. Only the messages that graphs here use are written.</remarks>
internal static class OnnxWriter
{
    private const int IrVersion = 10;
    private const int OpsetVersion = 21;
    private const int ExternalLocation = 1;

    private static readonly (string Domain, int Version)[] Opsets = [("", OpsetVersion), (GraphBuilder.Contrib, 1)];

    public static void Write(OnnxModel model, Stream stream)
    {
        using CodedOutputStream output = new(stream, leaveOpen: true);
        Int(output, 1, IrVersion);
        Text(output, 2, "SearchEngine");
        Message(output, 7, graph => WriteGraph(graph, model));
        foreach ((string domain, int version) in Opsets)
        {
            Message(output, 8, opset =>
            {
                Text(opset, 1, domain);
                Int(opset, 2, version);
            });
        }
    }

    private static void WriteGraph(CodedOutputStream output, OnnxModel model)
    {
        foreach (OnnxNode node in model.Nodes) Message(output, 1, inner => WriteNode(inner, node));
        Text(output, 2, model.Name);
        foreach (OnnxInitializer initializer in model.Initializers) Message(output, 5, inner => WriteInitializer(inner, initializer, model.DataFile));
        foreach (OnnxPort port in model.Inputs) Message(output, 11, inner => WritePort(inner, port));
        foreach (OnnxPort port in model.Outputs) Message(output, 12, inner => WritePort(inner, port));
    }

    private static void WriteNode(CodedOutputStream output, OnnxNode node)
    {
        foreach (string input in node.Inputs) Text(output, 1, input);
        foreach (string result in node.Outputs) Text(output, 2, result);
        Text(output, 3, node.Outputs[0]);
        Text(output, 4, node.Operator);
        foreach (OnnxAttribute attribute in node.Attributes) Message(output, 5, inner => WriteAttribute(inner, attribute));
        if (node.Domain.Length > 0) Text(output, 7, node.Domain);
    }

    private static void WriteAttribute(CodedOutputStream output, OnnxAttribute attribute)
    {
        const int FloatKind = 1, IntKind = 2, TextKind = 3, IntsKind = 7;
        Text(output, 1, attribute.Name);
        if (attribute.Float is { } real)
        {
            output.WriteTag(2, WireFormat.WireType.Fixed32);
            output.WriteFloat(real);
            Int(output, 20, FloatKind);
        }
        else if (attribute.Int is { } whole)
        {
            Int(output, 3, whole);
            Int(output, 20, IntKind);
        }
        else if (attribute.Text is { } text)
        {
            Text(output, 4, text);
            Int(output, 20, TextKind);
        }
        else
        {
            foreach (long item in attribute.Ints!) Int(output, 8, item);
            Int(output, 20, IntsKind);
        }
    }

    private static void WriteInitializer(CodedOutputStream output, OnnxInitializer tensor, string dataFile)
    {
        foreach (long size in tensor.Shape) Int(output, 1, size);
        Int(output, 2, (int)tensor.Type);
        Text(output, 8, tensor.Name);
        if (tensor.Bytes is not null)
        {
            output.WriteTag(9, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(tensor.Bytes));
            return;
        }
        Entry("location", dataFile);
        Entry("offset", tensor.Offset.ToString(CultureInfo.InvariantCulture));
        Entry("length", tensor.Length.ToString(CultureInfo.InvariantCulture));
        Int(output, 14, ExternalLocation);

        void Entry(string key, string value) => Message(output, 13, entry =>
        {
            Text(entry, 1, key);
            Text(entry, 2, value);
        });
    }

    private static void WritePort(CodedOutputStream output, OnnxPort port)
    {
        Text(output, 1, port.Name);
        Message(output, 2, type => Message(type, 1, tensor =>
        {
            Int(tensor, 1, (int)port.Type);
            Message(tensor, 2, shape =>
            {
                foreach (object size in port.Shape)
                {
                    Message(shape, 1, dimension =>
                    {
                        if (size is string name) Text(dimension, 2, name);
                        else Int(dimension, 1, Convert.ToInt64(size, CultureInfo.InvariantCulture));
                    });
                }
            });
        }));
    }

    private static void Int(CodedOutputStream output, int field, long value)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt64(value);
    }

    private static void Text(CodedOutputStream output, int field, string value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(value);
    }

    private static void Message(CodedOutputStream output, int field, Action<CodedOutputStream> write)
    {
        using MemoryStream buffer = new();
        using (CodedOutputStream inner = new(buffer, leaveOpen: true)) write(inner);
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(buffer.GetBuffer(), 0, (int)buffer.Length));
    }
}
