using System.Buffers.Binary;
using System.IO.Hashing;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Vectors;

/// <summary>
/// Reads and writes the header of a segment file: magic number, dimensions, row count, and checksums of the header and of the
/// checksum table.
/// </summary>
internal static class SegmentHeader
{
    private const int TableChecksumOffset = 24, HeaderChecksumOffset = SegmentLayout.HeaderSize - sizeof(ulong);

    public static void Write(Span<byte> header, SegmentLayout layout, ReadOnlySpan<byte> checksums)
    {
        header.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(header, SegmentLayout.Magic);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], layout.Dimensions);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], layout.Count);
        BinaryPrimitives.WriteUInt64LittleEndian(header[TableChecksumOffset..], XxHash3.HashToUInt64(checksums));
        BinaryPrimitives.WriteUInt64LittleEndian(header[HeaderChecksumOffset..], XxHash3.HashToUInt64(header[..HeaderChecksumOffset]));
    }

    /// <summary>Reads and verifies a header.</summary>
    /// <exception cref="DamagedIndexException">The bytes are not a segment header of this version, or are damaged.</exception>
    public static SegmentLayout Read(string path, ReadOnlySpan<byte> header)
    {
        if (BinaryPrimitives.ReadUInt64LittleEndian(header) != SegmentLayout.Magic)
            throw new DamagedIndexException(path, "not a vector segment of this version");
        if (BinaryPrimitives.ReadUInt64LittleEndian(header[HeaderChecksumOffset..]) != XxHash3.HashToUInt64(header[..HeaderChecksumOffset]))
            throw new DamagedIndexException(path, "its header's checksum does not match");
        return new SegmentLayout(BinaryPrimitives.ReadInt32LittleEndian(header[8..]), BinaryPrimitives.ReadInt32LittleEndian(header[12..]));
    }

    public static bool IsTableValid(ReadOnlySpan<byte> header, ReadOnlySpan<byte> checksums) =>
        BinaryPrimitives.ReadUInt64LittleEndian(header[TableChecksumOffset..]) == XxHash3.HashToUInt64(checksums);
}
