using System.IO.Hashing;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;

namespace SearchEngine.Index.Vectors;

/// <summary>
/// Writes a segment under a temporary name, flushes it to disk, renames it and opens it. The manifest that names the segment
/// makes the rename durable.
/// </summary>
internal static class SegmentWriter
{
    private const int BatchSize = 512;

    /// <exception cref="IOException">The disk is full, for example; there is no file under the final name.</exception>
    public static VectorSegment Write(IFileOperations files, string path, ChunkVectors vectors)
    {
        string temporary = path + ".tmp";
        try
        {
            WriteFile(files, temporary, vectors);
            files.Move(temporary, path);
            return VectorSegment.Open(path);
        }
        catch
        {
            TryDelete(files, temporary);
            throw;
        }
    }

    private static void TryDelete(IFileOperations files, string path)
    {
        try
        {
            files.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next commit deletes the file, since no manifest names it.
        }
    }

    private static void WriteFile(IFileOperations files, string path, ChunkVectors vectors)
    {
        SegmentLayout layout = new(vectors.Dimensions, vectors.Count);
        using SafeFileHandle file = files.Create(path, layout.FileLength);
        WriteRows(files, file, layout, vectors.Rows);
        byte[] checksums = ComputeChecksums(file, layout);
        files.Write(file, checksums, layout.ChecksumsOffset);
        byte[] header = new byte[SegmentLayout.HeaderSize];
        SegmentHeader.Write(header, layout, checksums);
        files.Write(file, header, 0);
        files.Flush(file);
    }

    private static unsafe void WriteRows(IFileOperations files, SafeFileHandle file, SegmentLayout layout, IEnumerable<ChunkVector> vectors)
    {
        VectorRow[] rows = new VectorRow[BatchSize];
        sbyte[] codes = new sbyte[BatchSize * layout.Stride];
        float[] floats = new float[BatchSize * layout.Dimensions];
        int filled = 0;
        long written = 0;
        foreach ((long chunkId, ReadOnlyMemory<float> vector) in vectors)
        {
            vector.Span.CopyTo(floats.AsSpan(filled * layout.Dimensions, layout.Dimensions));
            rows[filled] = VectorQuantizer.Quantize(chunkId, vector.Span, codes.AsSpan(filled * layout.Stride, layout.Dimensions));
            if (++filled == BatchSize) Flush();
        }
        Flush();
        if (written != layout.Count) throw new InvalidOperationException($"Expected {layout.Count} vectors, but got {written}.");

        void Flush()
        {
            Span<byte> rowBytes = MemoryMarshal.AsBytes(rows.AsSpan(0, filled));
            Span<byte> codeBytes = MemoryMarshal.AsBytes(codes.AsSpan(0, filled * layout.Stride));
            Span<byte> floatBytes = MemoryMarshal.AsBytes(floats.AsSpan(0, filled * layout.Dimensions));
            files.Write(file, rowBytes, layout.RowsOffset + written * sizeof(VectorRow));
            files.Write(file, codeBytes, layout.CodesOffset + written * layout.Stride);
            files.Write(file, floatBytes, layout.FloatsOffset + written * layout.Dimensions * sizeof(float));
            written += filled;
            filled = 0;
        }
    }

    private static byte[] ComputeChecksums(SafeFileHandle file, SegmentLayout layout)
    {
        ulong[] checksums = new ulong[layout.BlockCount];
        byte[] block = new byte[SegmentLayout.BlockSize];
        for (int i = 0; i < checksums.Length; i++)
        {
            Span<byte> bytes = block.AsSpan(0, layout.GetBlockLength(i));
            RandomAccess.Read(file, bytes, SegmentLayout.HeaderSize + (long)i * SegmentLayout.BlockSize);
            checksums[i] = XxHash3.HashToUInt64(bytes);
        }
        return MemoryMarshal.AsBytes(checksums.AsSpan()).ToArray();
    }
}
