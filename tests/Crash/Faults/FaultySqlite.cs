using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SearchEngine.Crash.Tests.Faults;

/// <summary>A default VFS of SQLite whose file operations can fail, for every database opened until it is disposed.</summary>
/// <remarks>
/// A file of this VFS is the system's file followed by a pointer to the system's methods. Its methods are a copy of the system's,
/// some of them replaced. SQLite has one default VFS per process, so only one instance may exist at a time.
/// </remarks>
internal sealed unsafe class FaultySqlite : IDisposable
{
    private const int Full = 13, CannotOpen = 14;
    private const int ReadError = 0x10A, WriteError = 0x30A, FlushError = 0x40A;
    private const int TruncateError = 0x60A, DeleteError = 0xA0A, MapError = 0x150A;
    private const int OpenCreate = 4;

    private static readonly byte[] Name = [.. "faulty\0"u8];
    private static readonly Dictionary<nint, nint> Copies = [];
    private static readonly SqliteVfs* Disk = SqliteVfs.Find(null);
    private static readonly SqliteVfs* Faulty = Create();

    private static Fault? _fault;

    public FaultySqlite(Fault fault)
    {
        if (Interlocked.CompareExchange(ref _fault, fault, null) is not null)
        {
            throw new InvalidOperationException("Only one FaultySqlite can exist at a time; dispose the other one first");
        }
        Check(SqliteVfs.Register(Faulty, 1));
    }

    /// <summary>Restores the system's VFS. All databases must be closed before.</summary>
    public void Dispose()
    {
        Check(SqliteVfs.Unregister(Faulty));
        Check(SqliteVfs.Register(Disk, 1));
        _fault = null;
    }

    private static SqliteVfs* Create()
    {
        SqliteVfs* vfs = (SqliteVfs*)NativeMemory.Alloc((nuint)sizeof(SqliteVfs));
        *vfs = *Disk;
        vfs->FileSize += sizeof(void*);
        vfs->Name = (byte*)GCHandle.Alloc(Name, GCHandleType.Pinned).AddrOfPinnedObject();
        vfs->Open = &Open;
        vfs->Delete = &Delete;
        return vfs;
    }

    private static void Check(int code) => Assert.Equal(0, code);

    private static Error? Strike(Operation operation) => _fault?.Strike(Store.Catalog, operation);

    private static ref SqliteFileMethods* GetSystemMethods(SqliteFile* file) => ref *(SqliteFileMethods**)((byte*)file + Disk->FileSize);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(SqliteVfs* vfs, byte* name, SqliteFile* file, int flags, int* outFlags)
    {
        file->Methods = null;
        if ((flags & OpenCreate) != 0 && Strike(Operation.Create) is not null) return CannotOpen;
        int code = Disk->Open(Disk, name, file, flags, outFlags);
        if (file->Methods is null) return code;
        GetSystemMethods(file) = file->Methods;
        lock (Copies)
        {
            if (!Copies.TryGetValue((nint)file->Methods, out nint copy)) Copies.Add((nint)file->Methods, copy = CopyMethods(file->Methods));
            file->Methods = (SqliteFileMethods*)copy;
        }
        return code;
    }

    private static nint CopyMethods(SqliteFileMethods* methods)
    {
        SqliteFileMethods* copy = (SqliteFileMethods*)NativeMemory.Alloc((nuint)sizeof(SqliteFileMethods));
        *copy = *methods;
        copy->Read = &Read;
        copy->Write = &Write;
        copy->Truncate = &Truncate;
        copy->Sync = &Sync;
        if (copy->Map is not null) copy->Map = &Map;
        return (nint)copy;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(SqliteFile* file, void* buffer, int length, long offset) =>
        Strike(Operation.Read) is null ? GetSystemMethods(file)->Read(file, buffer, length, offset) : ReadError;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(SqliteFile* file, void* buffer, int length, long offset)
    {
        switch (Strike(Operation.Write))
        {
            case null:
                return GetSystemMethods(file)->Write(file, buffer, length, offset);
            case Error.InputOutput:
                return WriteError;
            case Error.ShortWrite:
                _ = GetSystemMethods(file)->Write(file, buffer, length / 2, offset);
                return Full;
            default:
                return Full;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(SqliteFile* file, long size) =>
        Strike(Operation.Truncate) is null ? GetSystemMethods(file)->Truncate(file, size) : TruncateError;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(SqliteFile* file, int flags) =>
        Strike(Operation.Flush) is null ? GetSystemMethods(file)->Sync(file, flags) : FlushError;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Map(SqliteFile* file, int region, int size, int extend, void** mapped) =>
        Strike(Operation.Map) is null ? GetSystemMethods(file)->Map(file, region, size, extend, mapped) : MapError;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(SqliteVfs* vfs, byte* name, int syncDirectory) =>
        Strike(Operation.Delete) is null ? Disk->Delete(Disk, name, syncDirectory) : DeleteError;
}
