using System.IO.Compression;

namespace SearchEngine.Documents.Containers;

/// <summary>
/// Limits the decompressed size of one document over all of its parts. Bytes are counted while they are read, because the sizes
/// declared in an archive cannot be trusted.
/// </summary>
/// <param name="bytes">The maximum number of decompressed bytes.</param>
internal sealed class DecompressionLimit(long bytes = DecompressionLimit.DefaultMaxBytes)
{
    public const long DefaultMaxBytes = 500_000_000;

    private long _totalBytes;

    /// <summary>Wraps a stream so that its bytes are counted.</summary>
    public Stream Wrap(Stream unpacked) => new CountingStream(unpacked, this);

    /// <summary>Opens an entry of an archive; its decompressed bytes are counted.</summary>
    /// <exception cref="UnreadableDocumentException">The header is damaged, or the compression method is not supported.</exception>
    public Stream Open(ZipArchiveEntry entry)
    {
        try
        {
            return Wrap(entry.Open());
        }
        catch (InvalidDataException e)
        {
            throw CreateDamagedException(e);
        }
    }

    private static UnreadableDocumentException CreateDamagedException(InvalidDataException e) => new($"it is damaged: {e.Message}", e);

    private int CountBytes(int count)
    {
        _totalBytes += count;
        return _totalBytes > bytes ? throw new UnreadableDocumentException($"it unpacks to more than {bytes / 1_000_000} MB") : count;
    }

    private sealed class CountingStream(Stream unpacked, DecompressionLimit limit) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            try
            {
                return limit.CountBytes(unpacked.Read(buffer));
            }
            catch (InvalidDataException e)
            {
                throw CreateDamagedException(e);
            }
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) unpacked.Dispose();
            base.Dispose(disposing);
        }
    }
}
