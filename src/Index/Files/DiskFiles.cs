using Microsoft.Win32.SafeHandles;

namespace SearchEngine.Index.Files;

/// <summary>File operations of the operating system.</summary>
internal sealed class DiskFiles : IFileOperations
{
    public static DiskFiles Instance { get; } = new();

    public SafeFileHandle Create(string path, long length)
    {
        SafeFileHandle file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, preallocationSize: length);
        try
        {
            RandomAccess.SetLength(file, length);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(file, bytes, offset);

    public void Flush(SafeFileHandle file) => RandomAccess.FlushToDisk(file);

    public void Move(string source, string destination) => File.Move(source, destination, overwrite: true);

    public void FlushFolder(string folder)
    {
        // Windows has no such call; the journal of its file system makes renames durable.
        if (!OperatingSystem.IsWindows()) UnixFolder.Flush(folder);
    }

    public void Delete(string path) => File.Delete(path);
}
