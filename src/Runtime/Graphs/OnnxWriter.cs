using System.Globalization;
using Google.Protobuf;

namespace SearchEngine.Runtime.Graphs;

/// <summary>Writes an <see cref="OnnxModel"/> in ONNX's protobuf format.</summary>
/// <remarks>Field numbers: onnx/onnx, onnx/onnx.proto. Only the messages that the generated graphs use are supported.</remarks>
internal static class OnnxWriter
{
    private const int IrVersion = 10;
    private const int OpsetVersion = 21;
    private const int ExternalLocation = 1;

    private static readonly (string Domain, int Version)[] Opsets = [("", OpsetVersion), (GraphBuilder.MicrosoftDomain, 1)];

    public static void Write(OnnxModel model, Stream stream)
    {
        using CodedOutputStream output = new(stream, leaveOpen: true);
        WriteInt(output, 1, IrVersion);
        WriteString(output, 2, "SearchEngine");
        WriteMessage(output, 7, graph => WriteGraph(graph, model));
        foreach ((string domain, int version) in Opsets)
        {
            WriteMessage(output, 8, opset =>
            {
                WriteString(opset, 1, domain);
                WriteInt(opset, 2, version);
            });
        }
    }

    private static void WriteGraph(CodedOutputStream output, OnnxModel model)
    {
        foreach (OnnxNode node in model.Nodes) WriteMessage(output, 1, inner => WriteNode(inner, node));
        WriteString(output, 2, model.Name);
        foreach (OnnxInitializer initializer in model.Initializers)
            WriteMessage(output, 5, inner => WriteInitializer(inner, initializer, model.DataFile));
        foreach (OnnxValueInfo port in model.Inputs) WriteMessage(output, 11, inner => WriteValueInfo(inner, port));
        foreach (OnnxValueInfo port in model.Outputs) WriteMessage(output, 12, inner => WriteValueInfo(inner, port));
    }

    private static void WriteNode(CodedOutputStream output, OnnxNode node)
    {
        foreach (string input in node.Inputs) WriteString(output, 1, input);
        foreach (string result in node.Outputs) WriteString(output, 2, result);
        WriteString(output, 3, node.Outputs[0]);
        WriteString(output, 4, node.Operator);
        foreach (OnnxAttribute attribute in node.Attributes) WriteMessage(output, 5, inner => WriteAttribute(inner, attribute));
        if (node.Domain.Length > 0) WriteString(output, 7, node.Domain);
    }

    private static void WriteAttribute(CodedOutputStream output, OnnxAttribute attribute)
    {
        const int FloatKind = 1, IntKind = 2, TextKind = 3, IntsKind = 7;
        WriteString(output, 1, attribute.Name);
        if (attribute.Float is { } real)
        {
            output.WriteTag(2, WireFormat.WireType.Fixed32);
            output.WriteFloat(real);
            WriteInt(output, 20, FloatKind);
        }
        else if (attribute.Int is { } whole)
        {
            WriteInt(output, 3, whole);
            WriteInt(output, 20, IntKind);
        }
        else if (attribute.Text is { } text)
        {
            WriteString(output, 4, text);
            WriteInt(output, 20, TextKind);
        }
        else
        {
            foreach (long item in attribute.Ints!) WriteInt(output, 8, item);
            WriteInt(output, 20, IntsKind);
        }
    }

    private static void WriteInitializer(CodedOutputStream output, OnnxInitializer tensor, string dataFile)
    {
        foreach (long size in tensor.Shape) WriteInt(output, 1, size);
        WriteInt(output, 2, (int)tensor.Type);
        WriteString(output, 8, tensor.Name);
        if (tensor.Bytes is not null)
        {
            output.WriteTag(9, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(tensor.Bytes));
            return;
        }
        Entry("location", dataFile);
        Entry("offset", tensor.Offset.ToString(CultureInfo.InvariantCulture));
        Entry("length", tensor.Length.ToString(CultureInfo.InvariantCulture));
        WriteInt(output, 14, ExternalLocation);

        void Entry(string key, string value) => WriteMessage(output, 13, entry =>
        {
            WriteString(entry, 1, key);
            WriteString(entry, 2, value);
        });
    }

    private static void WriteValueInfo(CodedOutputStream output, OnnxValueInfo port)
    {
        WriteString(output, 1, port.Name);
        WriteMessage(output, 2, type => WriteMessage(type, 1, tensor =>
        {
            WriteInt(tensor, 1, (int)port.Type);
            WriteMessage(tensor, 2, shape =>
            {
                foreach (object size in port.Shape)
                {
                    WriteMessage(shape, 1, dimension =>
                    {
                        if (size is string name) WriteString(dimension, 2, name);
                        else WriteInt(dimension, 1, Convert.ToInt64(size, CultureInfo.InvariantCulture));
                    });
                }
            });
        }));
    }

    private static void WriteInt(CodedOutputStream output, int field, long value)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt64(value);
    }

    private static void WriteString(CodedOutputStream output, int field, string value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(value);
    }

    private static void WriteMessage(CodedOutputStream output, int field, Action<CodedOutputStream> write)
    {
        using MemoryStream buffer = new();
        using (CodedOutputStream inner = new(buffer, leaveOpen: true)) write(inner);
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(buffer.GetBuffer(), 0, (int)buffer.Length));
    }
}
