using SearchEngine.Index.Vectors.Kernels;

namespace SearchEngine.Index.Vectors;

/// <summary>
/// The layout of a segment file: header, rows, codes, floats, checksums. Numbers are little-endian; every part and every row of
/// codes starts at a multiple of 64 bytes.
/// </summary>
internal readonly record struct SegmentLayout(int Dimensions, int Count)
{
    public const ulong Magic = 0x3147455356455345; // "ESEVSEG1"
    public const int HeaderSize = 64;

    /// <summary>
    /// The bytes that share a checksum: small enough to verify on demand, large enough to keep the checksums few.
    /// </summary>
    public const int BlockSize = 1 << 18;

    /// <summary>The number of codes in a row, including padding.</summary>
    public int Stride => (Dimensions + IDotKernel.Width - 1) / IDotKernel.Width * IDotKernel.Width;

    public long RowsOffset => HeaderSize;

    public unsafe long CodesOffset => Align(RowsOffset + (long)Count * sizeof(VectorRow));

    public long FloatsOffset => Align(CodesOffset + (long)Count * Stride);

    public long ChecksumsOffset => Align(FloatsOffset + (long)Count * Dimensions * sizeof(float));

    /// <summary>The number of blocks between the header and the checksums.</summary>
    public int BlockCount => (int)((ChecksumsOffset - HeaderSize + BlockSize - 1) / BlockSize);

    public long FileLength => ChecksumsOffset + (long)BlockCount * sizeof(ulong);

    /// <summary>Returns the length of a block; the last one may be shorter.</summary>
    public int GetBlockLength(int block) => (int)Math.Min(BlockSize, ChecksumsOffset - HeaderSize - (long)block * BlockSize);

    private static long Align(long offset) => (offset + 63) & ~63L;
}
