using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace SearchEngine.BadInput.Tests;

/// <summary>Changes a safetensors file: its header, a JSON object after eight bytes of length, or the numbers behind it.</summary>
internal static class DamagedWeights
{
    private const int LengthSize = 8;

    public static void EditHeader(string path, Action<JsonObject> edit)
    {
        byte[] file = File.ReadAllBytes(path);
        int end = LengthSize + (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        JsonObject header = JsonNode.Parse(file.AsSpan(LengthSize..end))!.AsObject();
        edit(header);
        byte[] json = System.Text.Encoding.UTF8.GetBytes(header.ToJsonString()), length = new byte[LengthSize];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        File.WriteAllBytes(path, [.. length, .. json, .. file[end..]]);
    }

    /// <summary>Puts a float32 in the place of a tensor's first.</summary>
    public static void SetFirst(string path, string tensor, float value)
    {
        long offset = 0;
        EditHeader(path, header => offset = Offsets(header, tensor)[0]!.GetValue<long>());
        using FileStream file = File.Open(path, FileMode.Open);
        byte[] length = new byte[LengthSize];
        file.ReadExactly(length);
        file.Position = LengthSize + BinaryPrimitives.ReadInt64LittleEndian(length) + offset;
        byte[] number = new byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(number, value);
        file.Write(number);
    }

    public static void SetHeaderLength(string path, long length)
    {
        using FileStream file = File.OpenWrite(path);
        byte[] bytes = new byte[LengthSize];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, length);
        file.Write(bytes);
    }

    public static JsonArray Offsets(JsonObject header, string tensor) => header[tensor]!["data_offsets"]!.AsArray();
}
