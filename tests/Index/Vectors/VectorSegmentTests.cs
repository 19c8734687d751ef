using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;
using SearchEngine.Index.Vectors;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Vectors;

public sealed class VectorSegmentTests : IDisposable
{
    private const int Count = 400;

    private readonly TemporaryFolder _folder = new();

    public VectorSegmentTests() => SegmentWriter.Write(DiskFiles.Instance, _folder["s"],
        new ChunkVectors(384, Count, Enumerable.Range(0, Count).Select(i => new ChunkVector(3 * i, Samples.Vector(i, 384))))).Release();

    public void Dispose() => _folder.Dispose();

    private void ReadAll()
    {
        VectorSegment segment = VectorSegment.Open(_folder["s"]);
        try
        {
            segment.VerifyRows(0, Count);
            segment.VerifyCodes(0, Count);
            for (int row = 0; row < Count; row++) Assert.Equal(Samples.Vector(row, 384), segment.GetVector(row));
        }
        finally
        {
            segment.Release();
        }
    }

    [Fact]
    public void Open_WrittenSegment_HasItsRows()
    {
        ReadAll();
        VectorSegment segment = VectorSegment.Open(_folder["s"]);
        Assert.Equal([0, 1, 399, -1, -1], new long[] { 0, 3, 1197, 1, 1200 }.Select(segment.FindRow));
        segment.Release();
    }

    [Fact]
    public void Read_AnyFlippedByte_ThrowsDamagedIndexException()
    {
        byte[] whole = File.ReadAllBytes(_folder["s"]);
        for (int offset = 0; offset < whole.Length; offset += offset < 64 ? 1 : 9973)
        {
            byte[] flipped = [.. whole];
            flipped[offset] ^= 0x10;
            File.WriteAllBytes(_folder["s"], flipped);
            Assert.Contains(_folder["s"], Assert.Throws<DamagedIndexException>(ReadAll).Message);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(100_000)]
    [InlineData(-1)]
    public void Read_TruncatedFile_ThrowsDamagedIndexException(int length)
    {
        byte[] whole = File.ReadAllBytes(_folder["s"]);
        File.WriteAllBytes(_folder["s"], length < 0 ? whole[..^1] : whole[..length]);
        Assert.Throws<DamagedIndexException>(ReadAll);
    }
}
