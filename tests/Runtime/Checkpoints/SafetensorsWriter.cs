using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Tests.Checkpoints;

/// <summary>A tensor to write to a safetensors file.</summary>
internal sealed record StoredTensor(string Name, string Type, IReadOnlyList<long> Shape, byte[] Bytes);

/// <summary>Reads and writes safetensors files, for tests that modify a checkpoint.</summary>
internal static class SafetensorsWriter
{
    public static IReadOnlyList<StoredTensor> Read(string path)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        return
        [
            .. file.Tensors.Values.OrderBy(tensor => tensor.Offset).Select(
                tensor => new StoredTensor(tensor.Name, $"{tensor.Type}", tensor.Shape, file.GetBytes(tensor).ToArray())),
        ];
    }

    public static void Write(string path, IEnumerable<StoredTensor> tensors)
    {
        Dictionary<string, object> header = [];
        List<byte> data = [];
        foreach (StoredTensor tensor in tensors)
        {
            long[] offsets = [data.Count, data.Count + tensor.Bytes.Length];
            header[tensor.Name] = new { dtype = tensor.Type, shape = tensor.Shape, data_offsets = offsets };
            data.AddRange(tensor.Bytes);
        }
        byte[] json = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(header));
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        File.WriteAllBytes(path, [.. length, .. json, .. data]);
    }
}
