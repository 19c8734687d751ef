using System.IO.Compression;

namespace SearchEngine.Documents.Containers;

/// <summary>
/// Bounds what one document unpacks to, over all of its parts: bytes are counted as they come, since the size an archive declares is its author's word.
/// </summary>
/// <param name="bytes">The most that may be unpacked.</param>
internal sealed class UnpackingLimit(long bytes = UnpackingLimit.Default)
{
    public const long Default = 500_000_000;

    private long _taken;

    /// <summary>The same bytes, counted.</summary>
    public Stream Count(Stream unpacked) => new CountedStream(unpacked, this);

    /// <summary>A part of an archive, unpacked and counted.</summary>
    /// <exception cref="UnreadableDocumentException">Its header is damaged, or it is packed in a way that is not known.</exception>
    public Stream Unpack(ZipArchiveEntry entry)
    {
        try
        {
            return Count(entry.Open());
        }
        catch (InvalidDataException e)
        {
            throw Damaged(e);
        }
    }

    private static UnreadableDocumentException Damaged(InvalidDataException e) => new($"it is damaged: {e.Message}", e);

    private int Take(int count)
    {
        _taken += count;
        return _taken > bytes ? throw new UnreadableDocumentException($"it unpacks to more than {bytes / 1_000_000} MB") : count;
    }

    private sealed class CountedStream(Stream unpacked, UnpackingLimit limit) : Stream
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
                return limit.Take(unpacked.Read(buffer));
            }
            catch (InvalidDataException e)
            {
                throw Damaged(e);
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
