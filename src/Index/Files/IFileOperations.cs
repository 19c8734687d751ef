using Microsoft.Win32.SafeHandles;

namespace SearchEngine.Index.Files;

/// <summary>Everything that makes files durable, so that tests can let each of them fail. All throw <see cref="IOException"/> as the system does.</summary>
internal interface IFileOperations
{
    /// <summary>Makes an empty file, or empties it, with room for <paramref name="length"/> bytes; open for reading back and for nobody else.</summary>
    SafeFileHandle Create(string path, long length);

    /// <summary>Writes all of <paramref name="bytes"/> at an offset.</summary>
    void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Waits until the file's content is on the disk.</summary>
    void Flush(SafeFileHandle file);

    /// <summary>Renames a file, over another if there is one.</summary>
    void Move(string source, string destination);

    /// <summary>Waits until the names in the folder are on the disk: without it a power cut can take a rename back.</summary>
    void FlushFolder(string folder);

    /// <summary>Deletes a file; none is no error.</summary>
    void Delete(string path);
}
