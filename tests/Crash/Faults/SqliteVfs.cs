using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SearchEngine.Crash.Tests.Faults;

/// <summary>sqlite3_vfs, version 3 (sqlite.org/c3ref/vfs.html).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SqliteVfs
{
    public int Version, FileSize, MaxPathLength;
    public SqliteVfs* Next;
    public byte* Name;
    public void* Data;
    public delegate* unmanaged[Cdecl]<SqliteVfs*, byte*, SqliteFile*, int, int*, int> Open;
    public delegate* unmanaged[Cdecl]<SqliteVfs*, byte*, int, int> Delete;
    public OtherFunctions Others;

    [InlineArray(14)]
    public struct OtherFunctions
    {
        public nint First;
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find")]
    public static extern SqliteVfs* Find(byte* name);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    public static extern int Register(SqliteVfs* vfs, int makeDefault);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_unregister")]
    public static extern int Unregister(SqliteVfs* vfs);
}

/// <summary>sqlite3_file: the bytes after the methods belong to the VFS.</summary>
internal unsafe struct SqliteFile
{
    public SqliteFileMethods* Methods;
}

/// <summary>sqlite3_io_methods, version 3 (sqlite.org/c3ref/io_methods.html).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SqliteFileMethods
{
    public int Version;
    public nint Close;
    public delegate* unmanaged[Cdecl]<SqliteFile*, void*, int, long, int> Read;
    public delegate* unmanaged[Cdecl]<SqliteFile*, void*, int, long, int> Write;
    public delegate* unmanaged[Cdecl]<SqliteFile*, long, int> Truncate;
    public delegate* unmanaged[Cdecl]<SqliteFile*, int, int> Sync;
    public nint Size, Lock, Unlock, CheckReservedLock, Control, SectorSize, Characteristics;
    public delegate* unmanaged[Cdecl]<SqliteFile*, int, int, int, void**, int> Map;
    public nint LockMap, MapBarrier, Unmap, Fetch, Unfetch;
}
