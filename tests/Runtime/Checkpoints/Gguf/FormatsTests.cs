using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Checkpoints.Gguf;
using SearchEngine.Runtime.Checkpoints.Gguf.Formats;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Checkpoints.Gguf;

public sealed class FormatsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> BlockTypes => ["Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q4_K", "Q5_K", "Q6_K"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(BlockTypes))]
    public void Read_RandomBlocks_ReturnsTheirNumbers(string typeName)
    {
        GgmlType type = Enum.Parse<GgmlType>(typeName);
        Random random = new(1);
        BlockWriter[] blocks = [.. Enumerable.Range(0, 64).Select(_ => BlockWriter.Random(type, random))];

        using GgufFile file = Open(type, [4, 16 * blocks[0].Values.Length], blocks);

        Assert.Equal(blocks.SelectMany(block => block.Values), file.Read("a", 4, 16 * blocks[0].Values.Length));
    }

    [Theory]
    [InlineData(nameof(GgmlType.Q4_0), 2, 0x0F, 0, 7)]
    [InlineData(nameof(GgmlType.Q4_0), 17, 0xC0, 31, 4)]
    [InlineData(nameof(GgmlType.Q5_0), 2, 0x02, 1, 0)]
    [InlineData(nameof(GgmlType.Q5_0), 5, 0x80, 31, 0)]
    [InlineData(nameof(GgmlType.Q5_0), 6, 0x30, 16, -13)]
    [InlineData(nameof(GgmlType.Q8_0), 33, 0x80, 31, -128)]
    public void Read_OneChangedByte_ChangesItsElement(string typeName, int at, byte value, int element, float expected)
    {
        TensorFormat format = TensorFormats.Get(Enum.Parse<GgmlType>(typeName));
        byte[] block = new byte[format.BytesPerBlock];
        BitConverter.TryWriteBytes(block, (Half)1);
        float[] before = new float[32], after = new float[32];
        format.Read(block, before);
        block[at] = value;

        format.Read(block, after);

        Assert.Equal(expected, after[element]);
        Assert.Equal([element], Enumerable.Range(0, 32).Where(i => before[i] != after[i]));
    }

    [Fact]
    public void Read_PlainTypes_ReturnTheSameNumbers()
    {
        float[] values = [1.5f, -2f, 0f, 0.25f];
        using GgufFile file = GgufFile.Open(new GgufWriter()
            .Add(new GgufStoredTensor("single", GgmlType.F32, [4], [.. values.SelectMany(BitConverter.GetBytes)]))
            .Add(new GgufStoredTensor("half", GgmlType.F16, [4], [.. values.SelectMany(value => BitConverter.GetBytes((Half)value))]))
            .Add(new GgufStoredTensor("brain", GgmlType.BF16, [4], [.. values.SelectMany(value => BitConverter.GetBytes(value)[2..])]))
            .Write(_folder["plain.gguf"]));

        Assert.All(file.Tensors.Keys, name => Assert.Equal(values, file.Read(name, 4)));
    }

    [Theory]
    [InlineData(nameof(GgmlType.Q4_0), 4)]
    [InlineData(nameof(GgmlType.Q8_0), 8)]
    public void ReadQuantized_StackOfMatrices_HasTheSameNumbersInOrder(string typeName, int bits)
    {
        GgmlType type = Enum.Parse<GgmlType>(typeName);
        Random random = new(2);
        BlockWriter[] blocks = [.. Enumerable.Range(0, 3 * 5 * 2).Select(_ => BlockWriter.Random(type, random))];
        using GgufFile file = Open(type, [3, 5, 64], blocks);

        QuantizedWeights? repacked = file.ReadQuantizedOrNull("a", 3, 5, 64);

        Assert.NotNull(repacked);
        Assert.Equal(bits, repacked.Bits);
        Assert.Equal(30, repacked.Scales.Length);
        Assert.Equal(file.Read("a", 3, 5, 64), Dequantize(repacked));
    }

    [Fact]
    public void ReadQuantized_TypeThatOperatorsDoNotSupport_ReturnsNull()
    {
        using GgufFile file = Open(GgmlType.Q5_0, [32], [BlockWriter.Random(GgmlType.Q5_0, new Random(3))]);

        Assert.Null(file.ReadQuantizedOrNull("a", 32));
    }

    [Fact]
    public void ReadQuantized_ScaleThatIsNaN_Throws()
    {
        BlockWriter block = BlockWriter.Random(GgmlType.Q4_0, new Random(4));
        BitConverter.TryWriteBytes(block.Bytes, Half.NaN);
        using GgufFile file = Open(GgmlType.Q4_0, [32], [block]);

        CheckpointException error = Assert.Throws<CheckpointException>(() => file.ReadQuantizedOrNull("a", 32));
        Assert.Contains("NaN or infinity", error.Reason, StringComparison.Ordinal);
        Assert.Contains("NaN or infinity", Assert.Throws<CheckpointException>(() => file.Read("a", 32)).Reason, StringComparison.Ordinal);
    }

    /// <summary>Decodes element by element, as documented for <see cref="QuantizedWeights"/>.</summary>
    internal static float[] Dequantize(QuantizedWeights blocks)
    {
        float[] values = new float[blocks.Scales.Length * QuantizedWeights.BlockSize];
        for (int i = 0; i < values.Length; i++)
        {
            int code = blocks.Bits == 8 ? blocks.Codes[i] - 128 : (i % 2 == 0 ? blocks.Codes[i / 2] & 15 : blocks.Codes[i / 2] >> 4) - 8;
            values[i] = code * blocks.Scales[i / QuantizedWeights.BlockSize];
        }
        return values;
    }

    private GgufFile Open(GgmlType type, long[] shape, BlockWriter[] blocks) =>
        Open(new GgufStoredTensor("a", type, shape, [.. blocks.SelectMany(block => block.Bytes)]));

    private GgufFile Open(GgufStoredTensor tensor) => GgufFile.Open(new GgufWriter().Add(tensor).Write(_folder["model.gguf"]));
}
