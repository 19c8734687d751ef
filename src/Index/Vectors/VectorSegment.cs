using System.IO.Hashing;
using System.IO.MemoryMappedFiles;
using System.Runtime.Intrinsics.X86;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Vectors;

/// <summary>An immutable segment file, memory-mapped and reference-counted.</summary>
/// <remarks>
/// The header is verified when the file is opened, every other block when it is first used: verifying all of a large file would
/// make opening slow, and the first scan hashes a block while it is in the processor's cache anyway.
/// </remarks>
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

    /// <exception cref="DamagedIndexException">
    /// The file is missing or truncated, or its header or checksum table is damaged.
    /// </exception>
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
            if (info.Length != layout.FileLength)
                throw new DamagedIndexException(path, $"it has {info.Length} bytes instead of {layout.FileLength}");
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

    /// <summary>
    /// Starts to load a row's codes into the cache. The processor's own prefetching stops at the end of a page and does not skip
    /// rows.
    /// </summary>
    public void Prefetch(int row)
    {
        if (!Sse.IsSupported) return;
        sbyte* codes = GetCodes(row);
        for (int i = 0; i < Layout.Stride; i += 64) Sse.Prefetch0(codes + i);
    }

    /// <summary>Returns the vector of a row, after verifying it.</summary>
    public ReadOnlySpan<float> GetVector(int row)
    {
        long offset = Layout.FloatsOffset + (long)row * Layout.Dimensions * sizeof(float);
        VerifyRange(offset, Layout.Dimensions * sizeof(float));
        return new(_start + offset, Layout.Dimensions);
    }

    /// <summary>
    /// Verifies the <see cref="VectorRow"/> data of rows from <paramref name="first"/> to <paramref name="end"/>, exclusive.
    /// </summary>
    public void VerifyRows(int first, int end) =>
        VerifyRange(Layout.RowsOffset + (long)first * sizeof(VectorRow), (long)(end - first) * sizeof(VectorRow));

    /// <summary>Verifies the codes of rows from <paramref name="first"/> to <paramref name="end"/>, exclusive.</summary>
    public void VerifyCodes(int first, int end) =>
        VerifyRange(Layout.CodesOffset + (long)first * Layout.Stride, (long)(end - first) * Layout.Stride);

    /// <summary>Returns the row of a chunk, or -1.</summary>
    public int FindRow(long chunkId)
    {
        VerifyRows(0, Layout.Count);
        int row = LowerBound(chunkId, 0, Layout.Count);
        return row < Layout.Count && GetChunkId(row) == chunkId ? row : -1;
    }

    /// <summary>
    /// Returns the first row from <paramref name="low"/> to <paramref name="end"/>, exclusive, whose chunk id is at least
    /// <paramref name="chunkId"/>, or <paramref name="end"/>. Rows are ordered by chunk id.
    /// </summary>
    public int LowerBound(long chunkId, int low, int end)
    {
        // Ids are distinct, so the row is at most as far away as the id; without gaps it is exactly there.
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

    /// <summary>Verifies the whole file.</summary>
    /// <exception cref="DamagedIndexException">The checksum of a block does not match.</exception>
    public void VerifyAll() => VerifyRange(SegmentLayout.HeaderSize, Layout.ChecksumsOffset - SegmentLayout.HeaderSize);

    /// <summary>Adds a reference. The file stays mapped until every reference is released.</summary>
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
        long offset = SegmentLayout.HeaderSize + (long)block * SegmentLayout.BlockSize;
        ReadOnlySpan<byte> bytes = new(_start + offset, Layout.GetBlockLength(block));
        if (XxHash3.HashToUInt64(bytes) != ((ulong*)(_start + Layout.ChecksumsOffset))[block])
            throw new DamagedIndexException(Path, $"the checksum of block {block} does not match");
        Interlocked.Or(ref _verifiedBlocks[block >> 5], 1 << (block & 31));
    }
}
