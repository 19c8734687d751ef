using System.Runtime.InteropServices;

namespace SearchEngine.Index.Files;

/// <summary>
/// Flushes a folder to the disk. On Unix a folder is opened and flushed like a file, which .NET's file handles do not
/// allow.
/// </summary>
internal static partial class UnixFolder
{
    private const int OpenReadOnly = 0, Interrupted = 4, InvalidArgument = 22;

    /// <exception cref="IOException">The folder cannot be opened or flushed.</exception>
    public static void Flush(string folder)
    {
        int handle = Retry(() => Open(folder, OpenReadOnly));
        if (handle < 0) throw CreateError(folder);
        try
        {
            // Some network file systems do not support fsync on folders and report an invalid argument.
            if (Retry(() => Synchronize(handle)) < 0 && Marshal.GetLastPInvokeError() != InvalidArgument) throw CreateError(folder);
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static int Retry(Func<int> call)
    {
        int result;
        do
        {
            result = call();
        }
        while (result < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        return result;
    }

    private static IOException CreateError(string folder) =>
        new($"The folder {folder} cannot be flushed to the disk: {Marshal.GetLastPInvokeErrorMessage()}.");

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronize(int handle);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int handle);
}
