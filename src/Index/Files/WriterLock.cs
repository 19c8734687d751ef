using System.Globalization;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Files;

/// <summary>
/// Keeps a second writer, in this process or another, out of an index folder. The operating system releases the lock
/// when the process ends, even if it is killed.
/// </summary>
/// <remarks>The process id is in a second file, because a file that is opened exclusively cannot be read by others.</remarks>
internal sealed class WriterLock : IDisposable
{
    internal const string LockFileName = "writer.lock", ProcessFileName = "writer.pid";

    /// <summary>EROFS on Linux and macOS, and ERROR_WRITE_PROTECT on Windows.</summary>
    private const int ReadOnlyFileSystem = 30, WriteProtected = unchecked((int)0x80070013);

    private readonly FileStream _lock;
    private readonly string _processFile;

    /// <exception cref="IndexLockedException">Another writer holds the lock.</exception>
    /// <exception cref="ReadOnlyIndexException">The disk is read-only, or this user may not write to the folder.</exception>
    public WriterLock(string folder)
    {
        string path = Path.Combine(folder, LockFileName);
        _processFile = Path.Combine(folder, ProcessFileName);
        try
        {
            _lock = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (Exception e) when (IsReadOnlyError(e))
        {
            throw new ReadOnlyIndexException(folder, e);
        }
        catch (IOException e) when (File.Exists(path))
        {
            string message = $"{folder} is being written by {DescribeHolder()}. "
                + "Wait until it is done; the index can be searched meanwhile.";
            throw new IndexLockedException(message, e);
        }
        try
        {
            File.WriteAllText(_processFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        File.Delete(_processFile);
        _lock.Dispose();
    }

    /// <summary>Returns whether this process may not write to <paramref name="folder"/>, regardless of other writers.</summary>
    public static bool IsReadOnly(string folder)
    {
        try
        {
            string path = Path.Combine(folder, LockFileName);
            using FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 1);
            return false;
        }
        catch (Exception e) when (IsReadOnlyError(e))
        {
            return true;
        }
        catch (IOException)
        {
            // A writer holds the lock, so the folder is writable.
            return false;
        }
    }

    private static bool IsReadOnlyError(Exception e) =>
        e is UnauthorizedAccessException or IOException { HResult: ReadOnlyFileSystem or WriteProtected };

    private string DescribeHolder()
    {
        try
        {
            return $"process {File.ReadAllText(_processFile)}";
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}
