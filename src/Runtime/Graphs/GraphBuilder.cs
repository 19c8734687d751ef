using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs;

/// <summary>An edge of a graph under construction: the result of an operator, an input or a constant.</summary>
internal readonly record struct Value(string Name)
{
    /// <summary>An optional input left out.</summary>
    public static Value None => new("");
}

/// <summary>
/// Puts an ONNX graph together, operator by operator. Weights come from a checkpoint by name and go to a data file beside the
/// graph, which ONNX Runtime maps; how a weight is held and multiplied is the <see cref="ILinearForm"/>'s choice, so that
/// architecture files speak only of layers (see <see cref="Layers"/>).
/// </summary>
internal sealed class GraphBuilder : IDisposable
{
    /// <summary>The domain of ONNX Runtime's own operators.</summary>
    public const string Contrib = "com.microsoft";

    public const string ModelFile = "model.onnx";
    public const string DataFile = "weights.bin";

    /// <summary>Smaller constants live in the model file: a mapping each costs more than it saves.</summary>
    private const int ExternalFrom = 1 << 16;

    /// <summary>Mappings begin at page boundaries.</summary>
    private const int Alignment = 4096;

    private readonly List<OnnxNode> _nodes = [];
    private readonly List<OnnxInitializer> _initializers = [];
    private readonly List<OnnxPort> _inputs = [];
    private readonly List<OnnxPort> _outputs = [];
    private readonly string _folder;
    private readonly Stream _data;
    private int _names;

    public GraphBuilder(Checkpoint checkpoint, Precision precision, string folder)
        : this(checkpoint, precision, precision == Precision.Int8 ? new Int8Linear(Int8Range.OfThisMachine) : new Float32Linear(), folder, File.Create(Path.Combine(folder, DataFile)))
    {
    }

    private GraphBuilder(Checkpoint checkpoint, Precision precision, ILinearForm linearForm, string folder, Stream data) =>
        (Checkpoint, Precision, LinearForm, _folder, _data) = (checkpoint, precision, linearForm, folder, data);

    public Checkpoint Checkpoint { get; }

    public Precision Precision { get; }

    public ILinearForm LinearForm { get; }

    /// <summary>A builder that reads every weight a graph asks for, and keeps nothing of it.</summary>
    public static GraphBuilder ToSurvey(Checkpoint checkpoint) => new(checkpoint, Precision.Float32, new NoLinear(), "", Stream.Null);

    public Value Input(string name, OnnxType type, params object[] shape)
    {
        _inputs.Add(new OnnxPort(name, type, shape));
        return new Value(name);
    }

    public void Output(string name, Value value, params object[] shape)
    {
        _nodes.Add(new OnnxNode("Identity", "", [value.Name], [name], []));
        _outputs.Add(new OnnxPort(name, OnnxType.Float, shape));
    }

    public Value Node(string op, ReadOnlySpan<Value> inputs, string domain = "", params OnnxAttribute[] attributes)
    {
        string result = $"{op}_{_names++}";
        string[] names = new string[inputs.Length];
        for (int i = 0; i < names.Length; i++) names[i] = inputs[i].Name;
        _nodes.Add(new OnnxNode(op, domain, names, [result], attributes));
        return new Value(result);
    }

    public Value Constant(string name, ReadOnlySpan<float> values, params long[] shape) => Constant(name, OnnxType.Float, MemoryMarshal.AsBytes(values), shape);

    public Value Constant(string name, ReadOnlySpan<sbyte> values, params long[] shape) => Constant(name, OnnxType.Int8, MemoryMarshal.AsBytes(values), shape);

    public Value Constant(string name, params ReadOnlySpan<long> values) => Constant(name, OnnxType.Int64, MemoryMarshal.AsBytes(values), [values.Length]);

    /// <summary>A constant in half precision, as embedding tables of 8-bit graphs are kept.</summary>
    public Value HalfConstant(string name, ReadOnlySpan<float> values, params long[] shape)
    {
        Half[] halves = new Half[values.Length];
        TensorPrimitives.ConvertToHalf(values, halves);
        return Constant(name, OnnxType.Float16, MemoryMarshal.AsBytes<Half>(halves), shape);
    }

    /// <summary>Writes the model file; the data file is complete when this returns.</summary>
    public void Save(string name)
    {
        if (_data is FileStream file) file.Flush(flushToDisk: true);
        using FileStream model = File.Create(Path.Combine(_folder, ModelFile));
        OnnxWriter.Write(new OnnxModel(name, _nodes, _initializers, _inputs, _outputs, DataFile), model);
        model.Flush(flushToDisk: true);
    }

    public void Dispose() => _data.Dispose();

    private Value Constant(string name, OnnxType type, ReadOnlySpan<byte> bytes, long[] shape)
    {
        if (bytes.Length < ExternalFrom)
        {
            _initializers.Add(new OnnxInitializer(name, type, shape, bytes.ToArray(), 0, bytes.Length));
        }
        else
        {
            _data.Position = (_data.Position + Alignment - 1) / Alignment * Alignment;
            _initializers.Add(new OnnxInitializer(name, type, shape, null, _data.Position, bytes.Length));
            _data.Write(bytes);
        }
        return new Value(name);
    }
}
