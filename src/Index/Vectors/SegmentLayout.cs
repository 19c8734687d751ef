using SearchEngine.Index.Vectors.Kernels;

namespace SearchEngine.Index.Vectors;

/// <summary>
/// Where things lie in a segment file: header, rows, codes, floats, checksums. Little endian; every part starts on a multiple of 64 bytes, as does
/// every row of codes.
/// </summary>
internal readonly record struct SegmentLayout(int Dimensions, int Count)
{
    public const ulong Magic = 0x3147455356455345; // "ESEVSEG1"
    public const int HeaderSize = 64;

    /// <summary>Bytes that share a checksum: small enough to be checked as they are needed, large enough that the checksums are few.</summary>
    public const int BlockSize = 1 << 18;

    /// <summary>Codes in a row, with padding.</summary>
    public int Stride => (Dimensions + IDotKernel.Width - 1) / IDotKernel.Width * IDotKernel.Width;

    public long RowsOffset => HeaderSize;

    public unsafe long CodesOffset => Align(RowsOffset + (long)Count * sizeof(VectorRow));

    public long FloatsOffset => Align(CodesOffset + (long)Count * Stride);

    public long ChecksumsOffset => Align(FloatsOffset + (long)Count * Dimensions * sizeof(float));

    /// <summary>Blocks of everything between the header and the checksums.</summary>
    public int BlockCount => (int)((ChecksumsOffset - HeaderSize + BlockSize - 1) / BlockSize);

    public long FileLength => ChecksumsOffset + (long)BlockCount * sizeof(ulong);

    /// <summary>The length of a block: the last one may be shorter.</summary>
    public int GetBlockLength(int block) => (int)Math.Min(BlockSize, ChecksumsOffset - HeaderSize - (long)block * BlockSize);

    private static long Align(long offset) => (offset + 63) & ~63L;
}
