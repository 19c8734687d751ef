using System.IO.Compression;

namespace SearchEngine.Fuzz.Tests.Mutations;

/// <summary>Damage inside a compressed stream of a PDF: page content, font maps, object tables.</summary>
internal static class PdfMutation
{
    /// <summary>Mutates <paramref name="content"/>; null if it is not a PDF, or its stream cannot be decompressed.</summary>
    public static (string Step, byte[] Content)? TryApply(byte[] content, MutationRandom random)
    {
        if (!content.AsSpan().StartsWith("%PDF-"u8)) return null;
        List<Range> streams = Streams(content);
        if (streams.Count == 0) return null;
        int chosen = random.Next(streams.Count);
        (int start, int size) = streams[chosen].GetOffsetAndLength(content.Length);
        if (Unpack(content[start..(start + size)]) is not { } unpacked) return null;

        (string step, byte[] changed) = Mutation.ApplyToBytes(unpacked, random);
        byte[] packed = Pack(changed);
        // If possible the stream keeps its length, so that the offsets of later objects stay valid.
        if (packed.Length < size) Array.Resize(ref packed, size);
        return ($"in stream {chosen} {step}", [.. content.AsSpan(..start), .. packed, .. content.AsSpan((start + size)..)]);
    }

    private static List<Range> Streams(byte[] content)
    {
        List<Range> streams = [];
        for (int position = 0; Find(content, "stream"u8, position) is >= 0 and int keyword;)
        {
            int start = keyword + "stream"u8.Length;
            if (start < content.Length && content[start] == '\r') start++;
            if (start < content.Length && content[start] == '\n') start++;
            int end = Find(content, "endstream"u8, start);
            if (end < 0) break;
            streams.Add(start..end);
            position = end + "endstream"u8.Length;
        }
        return streams;
    }

    private static int Find(ReadOnlySpan<byte> content, ReadOnlySpan<byte> word, int from) =>
        content[from..].IndexOf(word) is >= 0 and int found ? from + found : -1;

    private static byte[]? Unpack(byte[] packed)
    {
        try
        {
            using ZLibStream stream = new(new MemoryStream(packed), CompressionMode.Decompress);
            using MemoryStream unpacked = new();
            stream.CopyTo(unpacked);
            return unpacked.ToArray();
        }
        catch (InvalidDataException)
        {
            // The stream is a picture, or was damaged by an earlier mutation.
            return null;
        }
    }

    private static byte[] Pack(byte[] content)
    {
        using MemoryStream packed = new();
        using (ZLibStream stream = new(packed, CompressionLevel.SmallestSize, leaveOpen: true)) stream.Write(content);
        return packed.ToArray();
    }
}
