using Microsoft.Win32.SafeHandles;
using SearchEngine.Index.Files;

namespace SearchEngine.Crash.Tests.Faults;

/// <summary>The file operations of the vector index, which can fail.</summary>
internal sealed class FaultyFiles(Fault fault) : IFileOperations
{
    private readonly DiskFiles _disk = DiskFiles.Instance;

    public SafeFileHandle Create(string path, long length)
    {
        ThrowIfStruck(Operation.Create);
        return _disk.Create(path, length);
    }

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        Error? error = fault.Strike(Store.Vectors, Operation.Write);
        if (error is null or Error.ShortWrite) _disk.Write(file, error is null ? bytes : bytes[..(bytes.Length / 2)], offset);
        if (error is not null) throw Fault.CreateException(error.Value);
    }

    public void Flush(SafeFileHandle file)
    {
        ThrowIfStruck(Operation.Flush);
        _disk.Flush(file);
    }

    public void Move(string source, string destination)
    {
        ThrowIfStruck(Operation.Move);
        _disk.Move(source, destination);
    }

    public void FlushFolder(string folder)
    {
        ThrowIfStruck(Operation.FlushFolder);
        _disk.FlushFolder(folder);
    }

    public void Delete(string path)
    {
        ThrowIfStruck(Operation.Delete);
        _disk.Delete(path);
    }

    private void ThrowIfStruck(Operation operation) => fault.ThrowIfStruck(Store.Vectors, operation);
}
