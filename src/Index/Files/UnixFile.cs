using System.Runtime.InteropServices;

namespace SearchEngine.Index.Files;

/// <summary>What a path is on Unix, without following it, and who owns it. .NET tells neither.</summary>
/// <param name="Type">The kind of file.</param>
/// <param name="Owner">The user's id.</param>
internal readonly partial record struct UnixFile(UnixFileType Type, uint Owner)
{
    private const int TypeMask = 0xF000;

    /// <summary>The id of the user that this process acts as.</summary>
    public static uint CurrentUser { get; } = OperatingSystem.IsWindows() ? 0 : GetEffectiveUser();

    /// <summary>Reads what <paramref name="path"/> is; null if nothing is there any more.</summary>
    public static UnixFile? Find(string path) =>
        ReadStatus(path, out FileStatus status) == 0 ? new UnixFile((UnixFileType)(status.Mode & TypeMask), status.Owner) : null;

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUser();

    /// <summary>The runtime's own lstat, whose result has the same layout on every platform.</summary>
    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_LStat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ReadStatus(string path, out FileStatus status);

    /// <summary>The first fields of the runtime's FileStatus; the size leaves room for all of them.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 512)]
    private readonly struct FileStatus
    {
        private readonly int _flags;

        public readonly int Mode;

        public readonly uint Owner;
    }
}

/// <summary>The file types of POSIX's <c>st_mode</c>.</summary>
internal enum UnixFileType
{
    Pipe = 0x1000,
    CharacterDevice = 0x2000,
    Folder = 0x4000,
    BlockDevice = 0x6000,
    Regular = 0x8000,
    SymbolicLink = 0xA000,
    Socket = 0xC000,
}
