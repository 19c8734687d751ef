using System.IO.Compression;

namespace SearchEngine.Documents.Containers;

/// <summary>The ZIP archive that contains the parts of a document.</summary>
internal sealed class ZipContainer : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly DecompressionLimit _limit = new();

    /// <param name="content">The whole file.</param>
    /// <param name="format">The expected format with its article: "an EPUB book".</param>
    /// <exception cref="UnreadableDocumentException">The file is not a ZIP archive, or it is damaged or encrypted.</exception>
    public ZipContainer(ReadOnlyMemory<byte> content, string format)
    {
        FileSignature.RequireZip(content.Span, format);
        try
        {
            _archive = new ZipArchive(content.AsStream(), ZipArchiveMode.Read);
            if (_archive.Entries.Any(entry => entry.IsEncrypted))
                throw new UnreadableDocumentException("it is encrypted; save a copy without a password");
        }
        catch (InvalidDataException exception)
        {
            throw new UnreadableDocumentException("it is damaged or truncated: the archive's directory cannot be read", exception);
        }
    }

    /// <summary>The entries of the archive.</summary>
    public IReadOnlyCollection<ZipArchiveEntry> Entries => _archive.Entries;

    /// <summary>Whether the archive has an entry at <paramref name="path"/>.</summary>
    public bool Contains(string path) => _archive.GetEntry(path) is not null;

    /// <summary>Opens an entry for forward reading within the decompression limit; null if it does not exist.</summary>
    public Stream? Open(string path) => _archive.GetEntry(path) is ZipArchiveEntry entry ? _limit.Open(entry) : null;

    /// <summary>Opens an XML entry; null if it does not exist.</summary>
    public XmlPartReader? OpenXml(string path, CancellationToken cancellationToken) =>
        Open(path) is Stream stream ? new XmlPartReader(stream, cancellationToken) : null;

    /// <summary>Reads a whole entry; null if it does not exist or is larger than <paramref name="maxBytes"/>.</summary>
    public byte[]? ReadAllBytes(string path, int maxBytes)
    {
        using Stream? stream = Open(path);
        if (stream is null) return null;
        using MemoryStream bytes = new();
        byte[] buffer = new byte[81_920];
        while (stream.Read(buffer) is > 0 and int length)
        {
            if (bytes.Length + length > maxBytes) return null;
            bytes.Write(buffer, 0, length);
        }
        return bytes.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();
}
