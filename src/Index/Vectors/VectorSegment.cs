using System.IO.Hashing;
using System.IO.MemoryMappedFiles;

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
    private readonly int[] _checked;
    private int _users = 1;

    private VectorSegment(string path, MemoryMappedFile file, MemoryMappedViewAccessor view, byte* start, SegmentLayout layout)
    {
        Path = path;
        Layout = layout;
        _file = file;
        _view = view;
        _start = start;
        _checked = new int[(layout.Blocks + 31) / 32];
    }

    public string Path { get; }

    public SegmentLayout Layout { get; }

    public VectorRow* Rows => (VectorRow*)(_start + Layout.Rows);

    public long ChunkId(int row) => Rows[row].ChunkId;

    public sbyte* Codes(int row) => (sbyte*)(_start + Layout.Codes + (long)row * Layout.Stride);

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
            if (info.Length != layout.Length) throw new DamagedIndexException(path, $"it has {info.Length} bytes instead of {layout.Length}");
            if (!SegmentHeader.TableMatches(header, new(start + layout.Checksums, layout.Blocks * sizeof(ulong))))
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

    /// <summary>The vector of a row, checked.</summary>
    public ReadOnlySpan<float> Floats(int row)
    {
        long offset = Layout.Floats + (long)row * Layout.Dimensions * sizeof(float);
        Check(offset, Layout.Dimensions * sizeof(float));
        return new(_start + offset, Layout.Dimensions);
    }

    /// <summary>Checks what a scan of rows reads: their codes and what is known beside.</summary>
    public void CheckRows(int first, int count)
    {
        Check(Layout.Rows + (long)first * sizeof(VectorRow), (long)count * sizeof(VectorRow));
        Check(Layout.Codes + (long)first * Layout.Stride, (long)count * Layout.Stride);
    }

    /// <summary>The row of a chunk, or -1. Rows are ordered by chunk id.</summary>
    public int Find(long chunkId)
    {
        Check(Layout.Rows, (long)Layout.Count * sizeof(VectorRow));
        int low = 0, high = Layout.Count - 1;
        while (low <= high)
        {
            int middle = low + (high - low) / 2;
            long id = Rows[middle].ChunkId;
            if (id == chunkId) return middle;
            if (id < chunkId) low = middle + 1;
            else high = middle - 1;
        }
        return -1;
    }

    /// <summary>Checks all of it.</summary>
    /// <exception cref="DamagedIndexException">A block's checksum does not match.</exception>
    public void CheckAll() => Check(SegmentLayout.HeaderSize, Layout.Checksums - SegmentLayout.HeaderSize);

    /// <summary>One user more: the file stays mapped until as many have released it.</summary>
    public void Acquire() => Interlocked.Increment(ref _users);

    public void Release()
    {
        if (Interlocked.Decrement(ref _users) > 0) return;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private void Check(long offset, long length)
    {
        if (length == 0) return;
        int last = (int)((offset + length - 1 - SegmentLayout.HeaderSize) / SegmentLayout.BlockSize);
        for (int block = (int)((offset - SegmentLayout.HeaderSize) / SegmentLayout.BlockSize); block <= last; block++)
        {
            if ((Volatile.Read(ref _checked[block >> 5]) >> (block & 31) & 1) == 0) CheckBlock(block);
        }
    }

    private void CheckBlock(int block)
    {
        ReadOnlySpan<byte> bytes = new(_start + SegmentLayout.HeaderSize + (long)block * SegmentLayout.BlockSize, Layout.BlockLength(block));
        if (XxHash3.HashToUInt64(bytes) != ((ulong*)(_start + Layout.Checksums))[block])
            throw new DamagedIndexException(Path, $"the checksum of block {block} does not match");
        Interlocked.Or(ref _checked[block >> 5], 1 << (block & 31));
    }
}
