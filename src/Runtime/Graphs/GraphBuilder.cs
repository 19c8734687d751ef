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
/// graph, which ONNX Runtime maps; how a weight is held and multiplied is the <see cref="ILinearLayer"/>'s choice, so that
/// architecture files speak only of layers (see <see cref="Layers"/>).
/// </summary>
internal sealed class GraphBuilder : IDisposable
{
    /// <summary>The domain of ONNX Runtime's own operators.</summary>
    public const string MicrosoftDomain = "com.microsoft";

    public const string ModelFile = "model.onnx";

    public const string DataFile = "weights.bin";

    /// <summary>Smaller constants live in the model file: a mapping each costs more than it saves.</summary>
    private const int MinExternalBytes = 1 << 16;

    /// <summary>Mappings begin at page boundaries.</summary>
    private const int Alignment = 4096;

    private readonly List<OnnxNode> _nodes = [];
    private readonly Dictionary<string, OnnxInitializer> _initializers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object> _cache = new(StringComparer.Ordinal);
    private readonly List<OnnxValueInfo> _inputs = [];
    private readonly List<OnnxValueInfo> _outputs = [];
    private readonly string _folder;
    private readonly Stream _data;
    private int _nodeCount;

    public GraphBuilder(IWeights weights, Precision precision, string folder)
        : this(weights, precision, precision == Precision.Int8 ? new Int8Linear(Int8WeightRange.Current) : new FloatLinear(), folder, File.Create(Path.Combine(folder, DataFile)))
    {
    }

    private GraphBuilder(IWeights weights, Precision precision, ILinearLayer linearForm, string folder, Stream data) =>
        (Weights, Precision, LinearLayer, _folder, _data) = (weights, precision, linearForm, folder, data);

    public IWeights Weights { get; }

    public Precision Precision { get; }

    public ILinearLayer LinearLayer { get; }

    /// <summary>Set while the row holds several texts whose products and attention each see one text alone.</summary>
    public InterleavedTexts? InterleavedTexts { get; set; }

    /// <summary>A builder that reads every weight a graph asks for, and keeps nothing of it.</summary>
    public static GraphBuilder CreateForValidation(IWeights weights) => new(weights, Precision.Float32, new ValidationLinear(), "", Stream.Null);

    public Value Input(string name, OnnxType type, params object[] shape)
    {
        _inputs.Add(new OnnxValueInfo(name, type, shape));
        return new Value(name);
    }

    public void Output(string name, Value value, params object[] shape)
    {
        _nodes.Add(new OnnxNode("Identity", "", [value.Name], [name], []));
        _outputs.Add(new OnnxValueInfo(name, OnnxType.Float, shape));
    }

    /// <summary>Makes the result of an operator an output itself, where even a copy would be too much. The value may not have been used yet.</summary>
    /// <returns>The value under its new name.</returns>
    public Value OutputInPlace(string name, Value value, params object[] shape)
    {
        int producer = _nodes.FindLastIndex(node => node.Outputs.Contains(value.Name));
        OnnxNode node = _nodes[producer];
        _nodes[producer] = node with { Outputs = [.. node.Outputs.Select(output => output == value.Name ? name : output)] };
        _outputs.Add(new OnnxValueInfo(name, OnnxType.Float, shape));
        return new Value(name);
    }

    public Value Node(string op, ReadOnlySpan<Value> inputs, string domain = "", params OnnxAttribute[] attributes) => Nodes(op, 1, inputs, domain, attributes)[0];

    /// <summary>An operator of several results.</summary>
    public Value[] Nodes(string op, int count, ReadOnlySpan<Value> inputs, string domain = "", params OnnxAttribute[] attributes)
    {
        Value[] results = new Value[count];
        for (int i = 0; i < count; i++) results[i] = new Value($"{op}_{_nodeCount++}");
        string[] names = new string[inputs.Length];
        for (int i = 0; i < names.Length; i++) names[i] = inputs[i].Name;
        _nodes.Add(new OnnxNode(op, domain, names, [.. results.Select(result => result.Name)], attributes));
        InterleavedTexts?.Propagate(inputs, results);
        return results;
    }

    /// <summary>What was made under a name, made now if it is the first time: weights are read once for all graphs of a folder.</summary>
    public T GetOrAdd<T>(string name, Func<T> create) where T : notnull
    {
        if (_cache.TryGetValue(name, out object? made)) return (T)made;
        T result = create();
        _cache.Add(name, result);
        return result;
    }

    public Value Constant(string name, ReadOnlySpan<float> values, params long[] shape) => Constant(name, OnnxType.Float, MemoryMarshal.AsBytes(values), shape);

    public Value Constant(string name, ReadOnlySpan<sbyte> values, params long[] shape) => Constant(name, OnnxType.Int8, MemoryMarshal.AsBytes(values), shape);

    public Value Constant(string name, ReadOnlySpan<byte> values, params long[] shape) => Constant(name, OnnxType.UInt8, values, shape);

    /// <summary>The numbers of a constant once more in another shape; they are kept once.</summary>
    public Value ReshapedConstant(string name, Value constant, params long[] shape)
    {
        _initializers.TryAdd(name, _initializers[constant.Name] with { Name = name, Shape = shape });
        return new Value(name);
    }

    public Value Constant(string name, params ReadOnlySpan<long> values) => Constant(name, OnnxType.Int64, MemoryMarshal.AsBytes(values), [values.Length]);

    /// <summary>A constant of the type that the graph computes in: half precision in float16 graphs, float32 in all others.</summary>
    public Value ComputeTypeConstant(string name, ReadOnlySpan<float> values, params long[] shape) =>
        Precision == Precision.Float16 ? Float16Constant(name, values, shape) : Constant(name, values, shape);

    /// <summary>A whole number without dimensions, where an operator wants no list of one.</summary>
    public Value Scalar(string name, long value) => Constant(name, OnnxType.Int64, MemoryMarshal.AsBytes([value]), []);

    /// <summary>A constant in half precision, as embedding tables of 8-bit graphs are kept.</summary>
    public Value Float16Constant(string name, ReadOnlySpan<float> values, params long[] shape)
    {
        Half[] halves = new Half[values.Length];
        TensorPrimitives.ConvertToHalf(values, halves);
        return Constant(name, OnnxType.Float16, MemoryMarshal.AsBytes<Half>(halves), shape);
    }

    /// <summary>
    /// Writes the model file, without what no output needs; the data file is complete when this returns. What follows is another graph over the
    /// same constants.
    /// </summary>
    public void Save(string name, string file = ModelFile)
    {
        if (_data is FileStream data) data.Flush(flushToDisk: true);
        HashSet<string> needed = [.. _outputs.Select(output => output.Name)];
        List<OnnxNode> nodes = [];
        foreach (OnnxNode node in Enumerable.Reverse(_nodes))
        {
            if (!node.Outputs.Any(needed.Contains)) continue;
            nodes.Add(node);
            needed.UnionWith(node.Inputs);
        }
        nodes.Reverse();
        using FileStream model = File.Create(Path.Combine(_folder, file));
        OnnxWriter.Write(new OnnxModel(name, nodes, [.. _initializers.Values.Where(constant => needed.Contains(constant.Name))], [.. _inputs], [.. _outputs], DataFile), model);
        model.Flush(flushToDisk: true);
        _nodes.Clear();
        _inputs.Clear();
        _outputs.Clear();
        InterleavedTexts = null;
    }

    public void Dispose() => _data.Dispose();

    private Value Constant(string name, OnnxType type, ReadOnlySpan<byte> bytes, long[] shape)
    {
        if (_initializers.TryGetValue(name, out OnnxInitializer? known))
        {
            if (known.Bytes is null || !bytes.SequenceEqual(known.Bytes)) throw new InvalidOperationException($"constant {name} is written twice");
            return new Value(name);
        }
        if (bytes.Length < MinExternalBytes)
        {
            _initializers.Add(name, new OnnxInitializer(name, type, shape, bytes.ToArray(), 0, bytes.Length));
        }
        else
        {
            _data.Position = (_data.Position + Alignment - 1) / Alignment * Alignment;
            _initializers.Add(name, new OnnxInitializer(name, type, shape, null, _data.Position, bytes.Length));
            _data.Write(bytes);
        }
        return new Value(name);
    }
}
