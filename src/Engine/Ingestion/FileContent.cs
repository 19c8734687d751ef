using SearchEngine.Documents;

namespace SearchEngine.Ingestion;

/// <summary>Reads files that other programs may be writing, up to the length that they have when they are opened.</summary>
internal static class FileContent
{
    private const int HeadLength = 8192;

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="UnreadableDocumentException">It has grown beyond <paramref name="limit"/> since it was found.</exception>
    public static byte[] Read(FoundFile file, long limit)
    {
        // Named pipes and devices have no size either, and opening one would wait for its writer.
        if (file.Size == 0) return [];
        using FileStream stream = Open(file);
        long length = stream.Length;
        if (length > limit) throw new UnreadableDocumentException($"it grew larger than {FileSizes.Describe(limit)} while it was read");
        byte[] content = new byte[length];
        int read = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return read == content.Length ? content : content[..read];
    }

    /// <summary>Reads the first 8 KB, from which text can be told from binary data.</summary>
    public static byte[] ReadHead(FoundFile file)
    {
        if (file.Size == 0) return [];
        using FileStream stream = Open(file);
        byte[] head = new byte[Math.Min(HeadLength, file.Size)];
        int read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head[..read];
    }

    private static FileStream Open(FoundFile file) => new(
        file.FullPath,
        FileMode.Open,
        FileAccess.Read,
        FileShare.ReadWrite | FileShare.Delete,
        bufferSize: 0,
        FileOptions.SequentialScan);
}
