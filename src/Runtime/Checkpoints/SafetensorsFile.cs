using System.IO.MemoryMappedFiles;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace SearchEngine.Runtime.Checkpoints;

/// <summary>
/// A memory-mapped safetensors file. The header is checked when it is opened (lengths, overlaps, dtypes), so that no read of a
/// tensor can leave the mapping; a broken file is a <see cref="CheckpointException"/>, never a crash.
/// </summary>
public sealed unsafe class SafetensorsFile : IDisposable
{
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly Dictionary<string, TensorInfo> _tensors;

    private SafetensorsFile(string path, MemoryMappedFile map, MemoryMappedViewAccessor view, byte* start, long length)
    {
        (Path, _map, _view, Length) = (path, map, view, length);
        _start = start;
        int headerLength = SafetensorsHeader.ReadLength(path, Bytes(0, Math.Min(length, SafetensorsHeader.LengthBytes)), length);
        _tensors = SafetensorsHeader.Parse(path, Bytes(SafetensorsHeader.LengthBytes, headerLength).ToArray(), length);
    }

    /// <summary>Path of the file.</summary>
    public string Path { get; }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, TensorInfo> Tensors => _tensors;

    /// <summary>Maps the file and checks its header.</summary>
    /// <exception cref="CheckpointException">The file is missing, cut short or not a safetensors file.</exception>
    public static SafetensorsFile Open(string path)
    {
        // A link to nothing is there itself.
        if (!File.Exists(path) || LinkedFile.Resolve(path) is not { Exists: true } file) throw new CheckpointException(path, null, "does not exist");
        if (file.Length == 0) throw new CheckpointException(path, null, "is empty; copy the model again");

        MemoryMappedFile map = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        MemoryMappedViewAccessor view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            return new SafetensorsFile(path, map, view, start, file.Length);
        }
        catch
        {
            Release(map, view);
            throw;
        }
    }

    /// <summary>The raw bytes of a tensor, in place; valid until the file is disposed.</summary>
    public ReadOnlySpan<byte> Bytes(TensorInfo tensor) => Bytes(tensor.Offset, tensor.ByteLength);

    /// <summary>Reads a tensor of F32, F16 or BF16 as float32.</summary>
    /// <param name="tensor">One of <see cref="Tensors"/>.</param>
    /// <param name="destination">At least <see cref="TensorInfo.Count"/> elements.</param>
    public void Read(TensorInfo tensor, Span<float> destination)
    {
        ReadOnlySpan<byte> bytes = Bytes(tensor);
        switch (tensor.Type)
        {
            case TensorType.F32:
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(destination);
                break;
            case TensorType.F16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), destination);
                break;
            case TensorType.BF16:
                ReadOnlySpan<ushort> upper = MemoryMarshal.Cast<byte, ushort>(bytes);
                for (int i = 0; i < upper.Length; i++) destination[i] = BitConverter.UInt32BitsToSingle((uint)upper[i] << 16);
                break;
            default:
                throw new CheckpointException(Path, tensor.Name, $"is {tensor.Type}, but weights are F32, F16 or BF16");
        }
    }

    /// <summary>Unmaps the file.</summary>
    public void Dispose() => Release(_map, _view);

    private static void Release(MemoryMappedFile map, MemoryMappedViewAccessor view)
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        map.Dispose();
    }

    /// <summary>All bytes of the file in pieces of at most <paramref name="pieceLength"/>, for hashing.</summary>
    internal void ForEachPiece(int pieceLength, Action<ReadOnlySpan<byte>> action)
    {
        for (long offset = 0; offset < Length; offset += pieceLength) action(Bytes(offset, Math.Min(pieceLength, Length - offset)));
    }

    private ReadOnlySpan<byte> Bytes(long offset, long length) => new(_start + offset, checked((int)length));
}
