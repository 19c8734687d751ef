using System.IO.MemoryMappedFiles;

namespace SearchEngine.Index.Lexical;

/// <summary>A file of the index, mapped into memory until it is disposed.</summary>
internal sealed unsafe class MappedIndexFile : IDisposable
{
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private volatile bool _closed;

    public MappedIndexFile(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        Length = file.Length;
        if (Length == 0) return;
        _file = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Start = start + _view.PointerOffset;
    }

    public long Length { get; }

    public byte* Start { get; }

    public bool IsClosed => _closed;

    public void Dispose()
    {
        if (_closed) return;
        _closed = true;
        _view?.SafeMemoryMappedViewHandle.ReleasePointer();
        _view?.Dispose();
        _file?.Dispose();
    }
}
