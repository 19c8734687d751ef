using System.IO.Hashing;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;

namespace SearchEngine.Index.Vectors;

/// <summary>Writes a segment under a temporary name, waits until it is on the disk, gives it its name and opens it. The name itself is made durable by the manifest that names it.</summary>
internal static class SegmentWriter
{
    private const int BatchSize = 512;

    /// <exception cref="IOException">The disk is full and the like; nothing is left behind under the final name.</exception>
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
            // The next commit deletes it as a stray.
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
        if (written != layout.Count) throw new InvalidOperationException($"{layout.Count} vectors were announced, {written} came.");

        void Flush()
        {
            files.Write(file, MemoryMarshal.AsBytes(rows.AsSpan(0, filled)), layout.RowsOffset + written * sizeof(VectorRow));
            files.Write(file, MemoryMarshal.AsBytes(codes.AsSpan(0, filled * layout.Stride)), layout.CodesOffset + written * layout.Stride);
            files.Write(file, MemoryMarshal.AsBytes(floats.AsSpan(0, filled * layout.Dimensions)), layout.FloatsOffset + written * layout.Dimensions * sizeof(float));
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
