using System.IO.Compression;

namespace SearchEngine.Documents.Containers;

/// <summary>
/// Bounds what one document unpacks to, over all of its parts: bytes are counted as they come, since the size an archive declares is its author's word.
/// </summary>
/// <param name="bytes">The most that may be unpacked.</param>
internal sealed class DecompressionLimit(long bytes = DecompressionLimit.DefaultMaxBytes)
{
    public const long DefaultMaxBytes = 500_000_000;

    private long _totalBytes;

    /// <summary>The same bytes, counted.</summary>
    public Stream Wrap(Stream unpacked) => new CountingStream(unpacked, this);

    /// <summary>A part of an archive, unpacked and counted.</summary>
    /// <exception cref="UnreadableDocumentException">Its header is damaged, or it is packed in a way that is not known.</exception>
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
