using System.IO.Compression;

namespace SearchEngine.Documents.Containers;

/// <summary>The archive that a document is packed in.</summary>
internal sealed class ZipContainer : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly DecompressionLimit _limit = new();

    /// <param name="content">The whole file.</param>
    /// <param name="format">The format it should be, with its article: "an EPUB book".</param>
    /// <exception cref="UnreadableDocumentException">It is no ZIP archive, damaged or encrypted.</exception>
    public ZipContainer(ReadOnlyMemory<byte> content, string format)
    {
        FileSignature.RequireZip(content.Span, format);
        try
        {
            _archive = new ZipArchive(content.AsStream(), ZipArchiveMode.Read);
            if (_archive.Entries.Any(entry => entry.IsEncrypted)) throw new UnreadableDocumentException("it is encrypted; save a copy without a password");
        }
        catch (InvalidDataException exception)
        {
            throw new UnreadableDocumentException("it is damaged or cut short: its archive's directory cannot be read", exception);
        }
    }

    /// <summary>What is packed in it.</summary>
    public IReadOnlyCollection<ZipArchiveEntry> Entries => _archive.Entries;

    /// <summary>Whether it has such a part.</summary>
    public bool Contains(string path) => _archive.GetEntry(path) is not null;

    /// <summary>Unpacks a part, forwards only and within the limit; null where there is none.</summary>
    public Stream? Open(string path) => _archive.GetEntry(path) is ZipArchiveEntry entry ? _limit.Open(entry) : null;

    /// <summary>Walks through a part that is XML; null where there is none.</summary>
    public XmlPartReader? OpenXml(string path, CancellationToken cancellationToken) => Open(path) is Stream stream ? new XmlPartReader(stream, cancellationToken) : null;

    /// <summary>Unpacks a whole part; null where there is none or it is larger than <paramref name="maxBytes"/> bytes.</summary>
    public byte[]? ReadAllBytes(string path, int maxBytes)
    {
        using Stream? stream = Open(path);
        if (stream is null) return null;
        using MemoryStream whole = new();
        byte[] buffer = new byte[81_920];
        while (stream.Read(buffer) is > 0 and int length)
        {
            if (whole.Length + length > maxBytes) return null;
            whole.Write(buffer, 0, length);
        }
        return whole.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();
}
