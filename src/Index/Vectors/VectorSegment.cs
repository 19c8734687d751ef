using System.IO.Hashing;
using System.IO.MemoryMappedFiles;
using System.Runtime.Intrinsics.X86;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Vectors;

/// <summary>
/// An immutable segment file, mapped. The header is checked when it is opened, every other block when it is first touched: checking all of a large
/// file would make opening slow, and the first scan hashes a block while it is in the processor's cache anyway.
/// </summary>
internal sealed unsafe class VectorSegment
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly int[] _verifiedBlocks;
    private int _referenceCount = 1;

    private VectorSegment(string path, MemoryMappedFile file, MemoryMappedViewAccessor view, byte* start, SegmentLayout layout)
    {
        Path = path;
        Layout = layout;
        _file = file;
        _view = view;
        _start = start;
        _verifiedBlocks = new int[(layout.BlockCount + 31) / 32];
    }

    public string Path { get; }

    public SegmentLayout Layout { get; }

    public VectorRow* Rows => (VectorRow*)(_start + Layout.RowsOffset);

    public long GetChunkId(int row) => Rows[row].ChunkId;

    public sbyte* GetCodes(int row) => (sbyte*)(_start + Layout.CodesOffset + (long)row * Layout.Stride);

    /// <exception cref="DamagedIndexException">The file is missing, cut short, or its header or checksums are damaged.</exception>
    public static VectorSegment Open(string path)
    {
        FileInfo info = new(path);
        if (!info.Exists) throw new DamagedIndexException(path, "it is missing");
        if (info.Length < SegmentLayout.HeaderSize) throw new DamagedIndexException(path, "it is cut short");
        MemoryMappedFile file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        MemoryMappedViewAccessor view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        try
        {
            byte* start = null;
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            ReadOnlySpan<byte> header = new(start, SegmentLayout.HeaderSize);
            SegmentLayout layout = SegmentHeader.Read(path, header);
            if (info.Length != layout.FileLength) throw new DamagedIndexException(path, $"it has {info.Length} bytes instead of {layout.FileLength}");
            if (!SegmentHeader.IsTableValid(header, new(start + layout.ChecksumsOffset, layout.BlockCount * sizeof(ulong))))
                throw new DamagedIndexException(path, "its table of checksums does not match");
            return new VectorSegment(path, file, view, start, layout);
        }
        catch
        {
            view.Dispose();
            file.Dispose();
            throw;
        }
    }

    /// <summary>Starts to load a row's codes: what the processor foresees by itself ends with the page, and skips no row.</summary>
    public void Prefetch(int row)
    {
        if (!Sse.IsSupported) return;
        sbyte* codes = GetCodes(row);
        for (int i = 0; i < Layout.Stride; i += 64) Sse.Prefetch0(codes + i);
    }

    /// <summary>The vector of a row, checked.</summary>
    public ReadOnlySpan<float> GetVector(int row)
    {
        long offset = Layout.FloatsOffset + (long)row * Layout.Dimensions * sizeof(float);
        VerifyRange(offset, Layout.Dimensions * sizeof(float));
        return new(_start + offset, Layout.Dimensions);
    }

    /// <summary>Checks what is known of rows beside their codes, from <paramref name="first"/> to <paramref name="end"/>, exclusive.</summary>
    public void VerifyRows(int first, int end) => VerifyRange(Layout.RowsOffset + (long)first * sizeof(VectorRow), (long)(end - first) * sizeof(VectorRow));

    /// <summary>Checks the codes of rows from <paramref name="first"/> to <paramref name="end"/>, exclusive.</summary>
    public void VerifyCodes(int first, int end) => VerifyRange(Layout.CodesOffset + (long)first * Layout.Stride, (long)(end - first) * Layout.Stride);

    /// <summary>The row of a chunk, or -1.</summary>
    public int FindRow(long chunkId)
    {
        VerifyRows(0, Layout.Count);
        int row = LowerBound(chunkId, 0, Layout.Count);
        return row < Layout.Count && GetChunkId(row) == chunkId ? row : -1;
    }

    /// <summary>The first row from <paramref name="low"/> on whose chunk is <paramref name="chunkId"/> or a later one; <paramref name="end"/> if there is none before it. Rows are ordered by chunk id.</summary>
    public int LowerBound(long chunkId, int low, int end)
    {
        // No two rows have the same id, so the row lies no further on than the id; with no gaps, just there.
        if (low < end && chunkId - GetChunkId(low) is var distance && distance < end - low)
        {
            if (distance <= 0) return low;
            end = low + (int)distance;
            if (GetChunkId(end) == chunkId) return end;
        }
        while (low < end)
        {
            int middle = low + (end - low) / 2;
            if (GetChunkId(middle) < chunkId) low = middle + 1;
            else end = middle;
        }
        return low;
    }

    /// <summary>Checks all of it.</summary>
    /// <exception cref="DamagedIndexException">A block's checksum does not match.</exception>
    public void VerifyAll() => VerifyRange(SegmentLayout.HeaderSize, Layout.ChecksumsOffset - SegmentLayout.HeaderSize);

    /// <summary>One user more: the file stays mapped until as many have released it.</summary>
    public void Acquire() => Interlocked.Increment(ref _referenceCount);

    public void Release()
    {
        if (Interlocked.Decrement(ref _referenceCount) > 0) return;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private void VerifyRange(long offset, long length)
    {
        if (length == 0) return;
        int last = (int)((offset + length - 1 - SegmentLayout.HeaderSize) / SegmentLayout.BlockSize);
        for (int block = (int)((offset - SegmentLayout.HeaderSize) / SegmentLayout.BlockSize); block <= last; block++)
        {
            if ((Volatile.Read(ref _verifiedBlocks[block >> 5]) >> (block & 31) & 1) == 0) VerifyBlock(block);
        }
    }

    private void VerifyBlock(int block)
    {
        ReadOnlySpan<byte> bytes = new(_start + SegmentLayout.HeaderSize + (long)block * SegmentLayout.BlockSize, Layout.GetBlockLength(block));
        if (XxHash3.HashToUInt64(bytes) != ((ulong*)(_start + Layout.ChecksumsOffset))[block])
            throw new DamagedIndexException(Path, $"the checksum of block {block} does not match");
        Interlocked.Or(ref _verifiedBlocks[block >> 5], 1 << (block & 31));
    }
}
