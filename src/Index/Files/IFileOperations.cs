using Microsoft.Win32.SafeHandles;

namespace SearchEngine.Index.Files;

/// <summary>
/// The file operations that durability depends on, so that tests can make each of them fail. All throw <see
/// cref="IOException"/>.
/// </summary>
internal interface IFileOperations
{
    /// <summary>
    /// Creates a file or truncates an existing one, with <paramref name="length"/> bytes reserved. It is readable,
    /// and locked against others.
    /// </summary>
    SafeFileHandle Create(string path, long length);

    /// <summary>Writes all of <paramref name="bytes"/> at <paramref name="offset"/>.</summary>
    void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Waits until the file's content is on the disk.</summary>
    void Flush(SafeFileHandle file);

    /// <summary>Renames a file and replaces the destination if it exists.</summary>
    void Move(string source, string destination);

    /// <summary>Waits until the folder's file names are on the disk. Without it, a power cut can undo a rename.</summary>
    void FlushFolder(string folder);

    /// <summary>Deletes a file; does nothing if it does not exist.</summary>
    void Delete(string path);
}
