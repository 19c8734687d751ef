using System.Globalization;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Files;

/// <summary>
/// Keeps a second writer out of an index folder, in this process or another. The operating system lets go of it when the process ends, however it ends.
/// </summary>
/// <remarks>The process id is in a file beside the lock, because a file opened for nobody else cannot be read by anybody else.</remarks>
internal sealed class WriterLock : IDisposable
{
    internal const string LockFileName = "writer.lock", ProcessFileName = "writer.pid";

    /// <summary>EROFS on Linux and macOS, and ERROR_WRITE_PROTECT on Windows.</summary>
    private const int ReadOnlyFileSystem = 30, WriteProtected = unchecked((int)0x80070013);

    private readonly FileStream _lock;
    private readonly string _processFile;

    /// <exception cref="IndexLockedException">Another writer has it.</exception>
    /// <exception cref="ReadOnlyIndexException">Nobody can write there, or not this user.</exception>
    public WriterLock(string folder)
    {
        string path = Path.Combine(folder, LockFileName);
        _processFile = Path.Combine(folder, ProcessFileName);
        try
        {
            _lock = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (Exception e) when (IsReadOnly(e))
        {
            throw new ReadOnlyIndexException(folder, e);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new IndexLockedException($"{folder} is being written by {DescribeHolder()}. Wait until it is done, or open the index for reading.", e);
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

    /// <summary>Whether this process cannot write in <paramref name="folder"/>, whoever else may.</summary>
    public static bool IsReadOnly(string folder)
    {
        try
        {
            using FileStream file = new(Path.Combine(folder, LockFileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 1);
            return false;
        }
        catch (Exception e) when (IsReadOnly(e))
        {
            return true;
        }
        catch (IOException)
        {
            // Held by a writer, so there is one.
            return false;
        }
    }

    private static bool IsReadOnly(Exception e) => e is UnauthorizedAccessException or IOException { HResult: ReadOnlyFileSystem or WriteProtected };

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
