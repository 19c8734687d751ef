using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs;

/// <summary>An edge of a graph under construction: an operator's result, an input or a constant.</summary>
internal readonly record struct Value(string Name)
{
    /// <summary>An omitted optional input.</summary>
    public static Value None => new("");
}

/// <summary>
/// Builds an ONNX graph operator by operator. Weights are read from a checkpoint by name and written to a data file
/// next to the graph, which ONNX Runtime maps; <see cref="ILinearLayer"/> decides how weights are stored and
/// multiplied, so that architecture files only deal with layers (see <see cref="Layers"/>).
/// </summary>
internal sealed class GraphBuilder : IDisposable
{
    /// <summary>The domain of ONNX Runtime's contributed operators.</summary>
    public const string MicrosoftDomain = "com.microsoft";

    public const string ModelFile = "model.onnx";

    public const string DataFile = "weights.bin";

    /// <summary>Smaller constants are stored in the model file, because a mapping for each would cost more than it saves.</summary>
    private const int MinExternalBytes = 1 << 16;

    /// <summary>Mappings must start at page boundaries.</summary>
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
        : this(
            weights,
            precision,
            precision == Precision.Int8 ? new Int8Linear(Int8WeightRange.Current) : new FloatLinear(),
            folder,
            File.Create(Path.Combine(folder, DataFile)))
    {
    }

    private GraphBuilder(IWeights weights, Precision precision, ILinearLayer linearForm, string folder, Stream data) =>
        (Weights, Precision, LinearLayer, _folder, _data) = (weights, precision, linearForm, folder, data);

    public IWeights Weights { get; }

    public Precision Precision { get; }

    public ILinearLayer LinearLayer { get; }

    /// <summary>Set while a row holds several texts that products and attention process individually.</summary>
    public InterleavedTexts? InterleavedTexts { get; set; }

    /// <summary>Creates a builder that reads every weight of a graph but discards it.</summary>
    public static GraphBuilder CreateForValidation(IWeights weights) =>
        new(weights, Precision.Float32, new ValidationLinear(), "", Stream.Null);

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

    /// <summary>
    /// Turns an operator's result into an output without a copy; the value must not have been used yet. Returns the value under its new
    /// name.
    /// </summary>
    public Value OutputInPlace(string name, Value value, params object[] shape)
    {
        int producer = _nodes.FindLastIndex(node => node.Outputs.Contains(value.Name));
        OnnxNode node = _nodes[producer];
        _nodes[producer] = node with { Outputs = [.. node.Outputs.Select(output => output == value.Name ? name : output)] };
        _outputs.Add(new OnnxValueInfo(name, OnnxType.Float, shape));
        return new Value(name);
    }

    public Value Node(string op, ReadOnlySpan<Value> inputs, string domain = "", params OnnxAttribute[] attributes) =>
        Nodes(op, 1, inputs, domain, attributes)[0];

    /// <summary>Adds an operator with several results.</summary>
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

    /// <summary>
    /// Returns the object stored under a name, creating it on first use: weights are read once for all graphs of a folder.
    /// </summary>
    public T GetOrAdd<T>(string name, Func<T> create) where T : notnull
    {
        if (_cache.TryGetValue(name, out object? cached)) return (T)cached;
        T result = create();
        _cache.Add(name, result);
        return result;
    }

    public Value Constant(string name, ReadOnlySpan<float> values, params long[] shape) =>
        Constant(name, OnnxType.Float, MemoryMarshal.AsBytes(values), shape);

    public Value Constant(string name, ReadOnlySpan<sbyte> values, params long[] shape) =>
        Constant(name, OnnxType.Int8, MemoryMarshal.AsBytes(values), shape);

    public Value Constant(string name, ReadOnlySpan<byte> values, params long[] shape) => Constant(name, OnnxType.UInt8, values, shape);

    /// <summary>Gives a constant a second name with another shape; the numbers are stored once.</summary>
    public Value ReshapedConstant(string name, Value constant, params long[] shape)
    {
        _initializers.TryAdd(name, _initializers[constant.Name] with { Name = name, Shape = shape });
        return new Value(name);
    }

    public Value Constant(string name, params ReadOnlySpan<long> values) =>
        Constant(name, OnnxType.Int64, MemoryMarshal.AsBytes(values), [values.Length]);

    /// <summary>Adds a constant of the graph's compute type: float16 in float16 graphs, otherwise float32.</summary>
    public Value ComputeTypeConstant(string name, ReadOnlySpan<float> values, params long[] shape) =>
        Precision == Precision.Float16 ? Float16Constant(name, values, shape) : Constant(name, values, shape);

    /// <summary>Adds an integer without dimensions, for operators that do not accept a list of one.</summary>
    public Value Scalar(string name, long value) => Constant(name, OnnxType.Int64, MemoryMarshal.AsBytes([value]), []);

    /// <summary>Adds a float16 constant, the type of embedding tables in 8-bit graphs.</summary>
    public Value Float16Constant(string name, ReadOnlySpan<float> values, params long[] shape)
    {
        Half[] halves = new Half[values.Length];
        TensorPrimitives.ConvertToHalf(values, halves);
        return Constant(name, OnnxType.Float16, MemoryMarshal.AsBytes<Half>(halves), shape);
    }

    /// <summary>
    /// Writes the model file, without operators that no output needs, and completes the data file. Later calls describe another graph over
    /// the same constants.
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
        OnnxWriter.Write(
            new OnnxModel(
                name,
                nodes,
                [.. _initializers.Values.Where(constant => needed.Contains(constant.Name))],
                [.. _inputs],
                [.. _outputs],
                DataFile),
            model);
        model.Flush(flushToDisk: true);
        _nodes.Clear();
        _inputs.Clear();
        _outputs.Clear();
        InterleavedTexts = null;
    }

    public void Dispose() => _data.Dispose();

    private Value Constant(string name, OnnxType type, ReadOnlySpan<byte> bytes, long[] shape)
    {
        if (_initializers.TryGetValue(name, out OnnxInitializer? existing))
        {
            if (existing.Bytes is null || !bytes.SequenceEqual(existing.Bytes))
                throw new InvalidOperationException($"constant '{name}' is defined twice with different values");
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
