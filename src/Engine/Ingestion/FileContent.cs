using SearchEngine.Documents;

namespace SearchEngine.Ingestion;

/// <summary>Reads files that others may be writing to: what is there when it is opened is read, and no more than is allowed.</summary>
internal static class FileContent
{
    private const int HeadLength = 8192;

    /// <summary>The whole file, as long as it was when it was opened.</summary>
    /// <exception cref="UnreadableDocumentException">It has grown beyond <paramref name="limit"/> since its size was looked at.</exception>
    public static byte[] Read(FoundFile file, long limit)
    {
        // A named pipe or a device has no size either, and opening it would wait for whoever writes to it.
        if (file.Size == 0) return [];
        using FileStream stream = Open(file);
        long length = stream.Length;
        if (length > limit) throw new UnreadableDocumentException($"it grew larger than {FileSizes.Describe(limit)} while it was read");
        byte[] content = new byte[length];
        int read = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return read == content.Length ? content : content[..read];
    }

    /// <summary>The first 8 KB, by which text is told from anything else.</summary>
    public static byte[] Head(FoundFile file)
    {
        if (file.Size == 0) return [];
        using FileStream stream = Open(file);
        byte[] head = new byte[Math.Min(HeadLength, file.Size)];
        int read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head[..read];
    }

    private static FileStream Open(FoundFile file) =>
        new(file.FullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
}
