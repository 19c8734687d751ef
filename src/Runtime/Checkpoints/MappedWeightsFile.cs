using System.IO.Hashing;
using System.IO.MemoryMappedFiles;

namespace SearchEngine.Runtime.Checkpoints;

/// <summary>A memory-mapped file of weights. Callers must check that the ranges they request lie within the file.</summary>
internal sealed unsafe class MappedWeightsFile : IDisposable
{
    private const int HashChunkSize = 1 << 24;

    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    private MappedWeightsFile(string path, long length, MemoryMappedFile map)
    {
        (Path, Length, _map) = (path, length, map);
        _view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    /// <summary>Path of the file.</summary>
    public string Path { get; }

    /// <summary>Size of the file in bytes.</summary>
    public long Length { get; }

    /// <summary>Maps a file.</summary>
    /// <exception cref="CheckpointException">The file is missing or empty.</exception>
    public static MappedWeightsFile Open(string path)
    {
        // A dangling link exists, but its target does not.
        if (!File.Exists(path) || LinkedFile.Resolve(path) is not { Exists: true } file)
            throw new CheckpointException(path, null, "does not exist; copy the model again");
        if (file.Length == 0) throw new CheckpointException(path, null, "is empty; copy the model again");
        return new MappedWeightsFile(
            path, file.Length, MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read));
    }

    /// <summary>Bytes of the file, not copied; valid until the file is disposed.</summary>
    public ReadOnlySpan<byte> GetBytes(long offset, long length) => new(_start + offset, checked((int)length));

    /// <summary>XXH3-128 of the file in hexadecimal, cached until the file changes.</summary>
    public string Hash() => FileHashCache.Default.GetOrCompute(Path, () =>
    {
        XxHash128 hash = new();
        for (long offset = 0; offset < Length; offset += HashChunkSize)
            hash.Append(GetBytes(offset, Math.Min(HashChunkSize, Length - offset)));
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    });

    /// <summary>Unmaps the file.</summary>
    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
    }
}
