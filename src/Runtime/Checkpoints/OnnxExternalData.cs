using Google.Protobuf;

namespace SearchEngine.Runtime.Checkpoints;

/// <summary>Finds the external data files of an ONNX model by walking its protobuf messages; tensors are skipped.</summary>
/// <remarks>Field numbers: onnx/onnx, onnx/onnx.proto.</remarks>
internal sealed class OnnxExternalData
{
    /// <summary>Deeper than any nested graph; a file that exceeds it is damaged or malicious.</summary>
    private const int MaxDepth = 64;

    private readonly CodedInputStream _input;
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);
    private int _depth;

    private OnnxExternalData(CodedInputStream input) => _input = input;

    /// <summary>Returns the distinct file names, sorted, as stored in the model.</summary>
    /// <exception cref="CheckpointException">The file is not an ONNX model.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using CodedInputStream input = new(stream);
        try
        {
            OnnxExternalData files = new(input);
            return files.ReadModel(stream.Length) ? [.. files._names] : throw new InvalidDataException("it contains no graph");
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidDataException)
        {
            throw new CheckpointException(path, null, $"is not an ONNX model, or is truncated ({e.Message}); copy the model again", e);
        }
    }

    private bool ReadModel(long end)
    {
        const int Graph = 7;
        bool found = false;
        ReadFields(end, field => field == Graph && (found = ReadMessage(ReadGraphField)));
        return found;
    }

    private bool ReadGraphField(int field) => field switch
    {
        1 => ReadMessage(node => node == 5 && ReadMessage(ReadAttributeField)),
        5 => ReadMessage(ReadTensorField),
        _ => false,
    };

    private bool ReadAttributeField(int field) => field switch
    {
        5 => ReadMessage(ReadTensorField),
        6 => ReadMessage(ReadGraphField),
        _ => false,
    };

    private bool ReadTensorField(int field)
    {
        const int ExternalData = 13;
        return field == ExternalData && ReadEntry();
    }

    /// <summary>Reads a key-value pair; the value of "location" is a file name.</summary>
    private bool ReadEntry()
    {
        (string key, string value) = ("", "");
        ReadMessage(field => field switch
        {
            1 => (key = _input.ReadString()) is not null,
            2 => (value = _input.ReadString()) is not null,
            _ => false,
        });
        if (key == "location") _names.Add(value);
        return true;
    }

    private bool ReadMessage(Func<int, bool> read)
    {
        int length = _input.ReadLength();
        if (length < 0 || ++_depth > MaxDepth) throw new InvalidDataException("its messages do not form a graph");
        ReadFields(_input.Position + length, read);
        _depth--;
        return true;
    }

    /// <summary>Passes each length-delimited field to <paramref name="read"/>, which reads it completely or not at all.</summary>
    private void ReadFields(long end, Func<int, bool> read)
    {
        while (_input.Position < end)
        {
            uint tag = _input.ReadTag();
            if (WireFormat.GetTagWireType(tag) != WireFormat.WireType.LengthDelimited || !read(WireFormat.GetTagFieldNumber(tag)))
                _input.SkipLastField();
        }
        if (_input.Position != end) throw new InvalidDataException("a message extends beyond its parent");
    }
}
