using Microsoft.Win32.SafeHandles;
using SearchEngine.Index.Files;

namespace SearchEngine.Index.Tests.Vectors;

/// <summary>The files of the disk, with a callback before each operation that may wait, throw or inspect the files.</summary>
internal sealed class WatchedFiles : IFileOperations
{
    private readonly Dictionary<SafeFileHandle, string> _paths = [];

    /// <summary>Receives the name and the path of each operation.</summary>
    public Action<string, string> Before { get; set; } = static (_, _) => { };

    public SafeFileHandle Create(string path, long length)
    {
        Before(nameof(Create), path);
        SafeFileHandle file = DiskFiles.Instance.Create(path, length);
        lock (_paths) _paths.Add(file, path);
        return file;
    }

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        Before(nameof(Write), PathOf(file));
        DiskFiles.Instance.Write(file, bytes, offset);
    }

    public void Flush(SafeFileHandle file)
    {
        Before(nameof(Flush), PathOf(file));
        DiskFiles.Instance.Flush(file);
    }

    public void Move(string source, string destination)
    {
        Before(nameof(Move), destination);
        DiskFiles.Instance.Move(source, destination);
    }

    public void FlushFolder(string folder)
    {
        Before(nameof(FlushFolder), folder);
        DiskFiles.Instance.FlushFolder(folder);
    }

    public void Delete(string path)
    {
        Before(nameof(Delete), path);
        DiskFiles.Instance.Delete(path);
    }

    private string PathOf(SafeFileHandle file)
    {
        lock (_paths) return _paths[file];
    }
}
