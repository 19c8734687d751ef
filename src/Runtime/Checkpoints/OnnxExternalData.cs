using Google.Protobuf;

namespace SearchEngine.Runtime.Checkpoints;

/// <summary>Finds the files in which an ONNX model keeps tensors outside itself, by a walk through its messages that reads no tensor.</summary>
/// <remarks>Field numbers: onnx/onnx, onnx/onnx.proto.</remarks>
internal sealed class OnnxExternalData
{
    /// <summary>Deeper than any graph within a graph; a file beyond it is damage or malice.</summary>
    private const int MaxDepth = 64;

    private readonly CodedInputStream _input;
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);
    private int _depth;

    private OnnxExternalData(CodedInputStream input) => _input = input;

    /// <summary>Names of the files as the model has them, each once, in order.</summary>
    /// <exception cref="CheckpointException">The file is not an ONNX model.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using CodedInputStream input = new(stream);
        try
        {
            OnnxExternalData files = new(input);
            return files.ReadModel(stream.Length) ? [.. files._names] : throw new InvalidDataException("it holds no graph");
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidDataException)
        {
            throw new CheckpointException(path, null, $"is not an ONNX model, or was cut short ({e.Message}); copy the model again", e);
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

    /// <summary>A pair of key and value, of which "location" names a file.</summary>
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
        if (length < 0 || ++_depth > MaxDepth) throw new InvalidDataException("its messages are not those of a graph");
        ReadFields(_input.Position + length, read);
        _depth--;
        return true;
    }

    /// <summary>Offers each field that has a length to <paramref name="read"/>, which reads it whole or not at all.</summary>
    private void ReadFields(long end, Func<int, bool> read)
    {
        while (_input.Position < end)
        {
            uint tag = _input.ReadTag();
            if (WireFormat.GetTagWireType(tag) != WireFormat.WireType.LengthDelimited || !read(WireFormat.GetTagFieldNumber(tag))) _input.SkipLastField();
        }
        if (_input.Position != end) throw new InvalidDataException("a message is longer than what holds it");
    }
}
