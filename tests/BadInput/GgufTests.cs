using SearchEngine.Runtime.Checkpoints.Gguf.Formats;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Checkpoints.Gguf;
using SearchEngine.Runtime.Tests.Checkpoints.Gguf;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Invalid GGUF files: each is refused when it is opened, with the file, the tensor or key, and the reason.</summary>
public sealed class GgufTests : IDisposable
{
    private static readonly byte[] Data = new byte[64];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ATruncatedFile_IsRefusedWhereverItEnds()
    {
        byte[] whole = Sound().ToBytes();
        using (GgufFile file = Open(whole)) Assert.Equal(2, file.Tensors.Count);

        for (int length = 0; length < whole.Length; length++)
        {
            CheckpointException refused = Assert.Throws<CheckpointException>(() => Open(whole[..length]));
            Assert.EndsWith("model.gguf", refused.File, StringComparison.Ordinal);
            Assert.Matches("is empty|too few|truncated", refused.Reason);
        }
    }

    [Fact]
    public void AWrongMagic_IsNotAGgufFile() => Refuses(new GgufWriter { Magic = 0x04034B50 }.Add(Tensor("a")), "magic", "not a GGUF file");

    [Theory]
    [InlineData(1u, "is 1, but only 2 and 3 are supported")]
    [InlineData(4u, "is 4, but only 2 and 3 are supported")]
    [InlineData(0x0300_0000u, "big-endian")]
    public void AWrongVersion_IsNamedWithTheSupportedOnes(uint version, string reason) =>
        Refuses(new GgufWriter { Version = version }.Add(Tensor("a")), "version", reason);

    [Theory]
    [InlineData(16u)]
    [InlineData(4u)]
    [InlineData(uint.MaxValue)]
    public void AWrongType_IsNamedWithTheSupportedOnes(uint type) =>
        Refuses(new GgufWriter().Add(new GgufStoredTensor("a", type, [8], Data)), "a", $"type {type}", "Q4_0", "Q6_K", "BF16");

    [Fact]
    public void AValueOfAWrongType_IsNamed()
    {
        Refuses(new GgufWriter().AddRaw("key", 13, [0]), "key", "type 13");
        Refuses(new GgufWriter().AddRaw("key", 9, [13, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), "key", "type 13");
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(-1L)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue, 2L)]
    [InlineData(1L << 32, 1L << 32)]
    [InlineData(4L, 0L)]
    public void AWrongShape_IsNamed(params long[] shape) =>
        Refuses(new GgufWriter().Add(Tensor("a") with { Shape = shape }), "a", "shape [");

    [Fact]
    public void AShapeLargerThanTheFile_IsNamed() =>
        Refuses(new GgufWriter().Add(Tensor("a") with { Shape = [1 << 20, 1 << 20] }), "a", "4398046511104", "truncated");

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void AShapeOfTooManyOrNoDimensions_IsNamed(int dimensions) =>
        Refuses(
            new GgufWriter().Add(Tensor("a") with { Shape = [.. Enumerable.Repeat(1L, dimensions)] }), "a", $"has {dimensions} dimensions");

    [Fact]
    public void AShapeWithAPartialBlock_IsNamed() =>
        Refuses(new GgufWriter().Add(new GgufStoredTensor("a", GgmlType.Q4_0, [2, 16], Data)), "a", "blocks of 32");

    [Theory]
    [InlineData(4ul, "not a multiple of 32")]
    [InlineData(1ul << 40, "truncated")]
    [InlineData(ulong.MaxValue - 31, "truncated")]
    public void AWrongOffset_IsNamed(ulong offset, string reason) =>
        Refuses(new GgufWriter().Add(Tensor("a") with { Offset = offset }), "a", reason);

    [Fact]
    public void OverlappingOffsets_AreBothNamed() =>
        Refuses(new GgufWriter().Add(Tensor("a")).Add(Tensor("b") with { Offset = 32 }), "b", "overlaps tensor 'a'");

    [Theory]
    [InlineData(0u)]
    [InlineData(24u)]
    [InlineData(uint.MaxValue)]
    public void AWrongAlignment_IsNamed(uint alignment) =>
        Refuses(new GgufWriter().Add("general.alignment", alignment).Add(Tensor("a")), "general.alignment", $"{alignment}");

    [Theory]
    [InlineData(1_000_000L)]
    [InlineData(long.MaxValue)]
    [InlineData(-1L)]
    public void AStringLongerThanTheFile_IsNamed(long length) =>
        Refuses(new GgufWriter().AddRaw("key", 8, BitConverter.GetBytes(length)), "key", $"needs {(ulong)length} bytes");

    [Theory]
    [InlineData(8u, 1L << 60)]
    [InlineData(4u, 1L << 62)]
    [InlineData(0u, -1L)]
    public void AnArrayOfAbsurdLength_IsRefusedBeforeAllocation(uint elementType, long count)
    {
        byte[] array = [.. BitConverter.GetBytes(elementType), .. BitConverter.GetBytes(count)];
        string path = new GgufWriter().AddRaw("key", 9, array).Write(_folder["model.gguf"]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        CheckpointException refused = Assert.Throws<CheckpointException>(() => GgufFile.Open(path));

        Assert.Contains($"{(ulong)count}", refused.Reason, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Theory]
    [InlineData(1_000ul)]
    [InlineData(ulong.MaxValue)]
    public void CountsLargerThanTheFile_AreNamed(ulong count)
    {
        Refuses(new GgufWriter { TensorCount = count }.Add(Tensor("a")), "tensor_count", $"{count}");
        Refuses(new GgufWriter { ValueCount = count }.Add(Tensor("a")), "metadata_kv_count", $"{count}");
    }

    [Fact]
    public void DuplicateNames_AreNamed()
    {
        Refuses(new GgufWriter().Add(Tensor("a")).Add(Tensor("a")), "a", "twice");
        Refuses(new GgufWriter().Add("key", 1).Add("key", 2), "key", "twice");
    }

    [Fact]
    public void NestedArrays_AreRefused() =>
        Refuses(
            new GgufWriter().AddRaw("key", 9, [9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]),
            "key",
            "array of arrays");

    [Fact]
    public void AFolderOrMissingFile_DoesNotExist()
    {
        Assert.Equal(
            "does not exist; copy the model again", Assert.Throws<CheckpointException>(() => GgufFile.Open(_folder["gone.gguf"])).Reason);
        Assert.Equal("does not exist; copy the model again", Assert.Throws<CheckpointException>(() => GgufFile.Open(_folder.Path)).Reason);
    }

    private static GgufWriter Sound() =>
        new GgufWriter().Add("general.architecture", "tiny").Add("names", new[] { "a", "b" }).Add(Tensor("a")).Add(Tensor("b"));

    private static GgufStoredTensor Tensor(string name) => new(name, GgmlType.F32, [2, 8], Data);

    private GgufFile Open(byte[] bytes)
    {
        string path = _folder["model.gguf"];
        File.WriteAllBytes(path, bytes);
        return GgufFile.Open(path);
    }

    private void Refuses(GgufWriter writer, string part, params string[] named)
    {
        CheckpointException refused = Assert.Throws<CheckpointException>(() => Open(writer.ToBytes()));
        Assert.EndsWith("model.gguf", refused.File, StringComparison.Ordinal);
        Assert.Equal(part, refused.Part);
        Assert.All(named, name => Assert.Contains(name, refused.Reason, StringComparison.Ordinal));
    }
}
