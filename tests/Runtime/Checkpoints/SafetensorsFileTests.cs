using System.Buffers.Binary;
using System.Text;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Checkpoints;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_EveryWeightType_ReturnsTheSameNumbers()
    {
        float[] values = [1.5f, -2f, 0f, 0.25f];
        byte[] single = new byte[16], half = new byte[8], brain = new byte[8];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(single.AsSpan(i * 4), values[i]);
            BinaryPrimitives.WriteHalfLittleEndian(half.AsSpan(i * 2), (Half)values[i]);
            BinaryPrimitives.WriteUInt16LittleEndian(brain.AsSpan(i * 2), (ushort)(BitConverter.SingleToUInt32Bits(values[i]) >> 16));
        }
        using SafetensorsFile file = Open(
            """
            {"__metadata__":{"format":"pt"},
            "a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},
            "b":{"dtype":"F16","shape":[4],"data_offsets":[16,24]},
            "c":{"dtype":"BF16","shape":[4],"data_offsets":[24,32]}}
            """,
            [.. single, .. half, .. brain]);

        Assert.Equal(3, file.Tensors.Count);
        foreach (TensorInfo tensor in file.Tensors.Values)
        {
            float[] read = new float[tensor.Count];
            file.Read(tensor, read);
            Assert.Equal(values, read);
        }
    }

    [Theory]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]},"b":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""", "b",
        "overlaps tensor 'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[5],"data_offsets":[0,20]}}""", "a", "truncated")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,16]}}""", "a", "do not match shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-4],"data_offsets":[0,16]}}""", "a", "do not match shape")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807],"data_offsets":[0,16]}}""", "a", "do not match shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[16,0]}}""", "a", "not a range")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}""", "a", "dtype 'F8_E4M3', which is not supported")]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,16]}}""", "header", "not the JSON")]
    [InlineData("""["a"]""", "header", "not the JSON")]
    [InlineData("""{"a":""", "header", "not the JSON")]
    public void Open_BrokenHeader_NamesTensorAndReason(string header, string part, string reason)
    {
        CheckpointException error = Assert.Throws<CheckpointException>(() => Open(header, new byte[16]));
        Assert.Equal(part, error.Part);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
        Assert.Contains("model.safetensors", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Hugging Face's tools store models as links; the link itself has only a few bytes.</summary>
    [Fact]
    public void Open_LinkToTheFile_ReadsTheFile()
    {
        Open("""{"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""", new byte[16]).Dispose();
        string link = _folder["link.safetensors"];
        File.CreateSymbolicLink(link, "model.safetensors");

        using SafetensorsFile file = SafetensorsFile.Open(link);

        Assert.Equal(new FileInfo(_folder["model.safetensors"]).Length, file.Length);
    }

    [Fact]
    public void Open_DanglingLink_DoesNotExist()
    {
        string link = _folder["link.safetensors"];
        File.CreateSymbolicLink(link, "gone");

        Assert.Equal("does not exist; copy the model again", Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(link)).Reason);
    }

    [Theory]
    [InlineData(0, "is empty")]
    [InlineData(5, "too few")]
    public void Open_FileShorterThanALength_Throws(int length, string reason)
    {
        string path = _folder["model.safetensors"];
        File.WriteAllBytes(path, new byte[length]);
        Assert.Contains(reason, Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(path)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_000, "truncated")]
    [InlineData(1L << 60, "at most")]
    [InlineData(-1, "at most")]
    public void Open_HeaderLongerThanTheFile_ThrowsBeforeReading(long length, string reason)
    {
        string path = _folder["model.safetensors"];
        byte[] bytes = new byte[64];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, length);
        File.WriteAllBytes(path, bytes);
        Assert.Contains(reason, Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(path)).Reason, StringComparison.Ordinal);
    }

    private SafetensorsFile Open(string header, byte[] data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        string path = _folder["model.safetensors"];
        File.WriteAllBytes(path, [.. length, .. json, .. data]);
        return SafetensorsFile.Open(path);
    }
}
