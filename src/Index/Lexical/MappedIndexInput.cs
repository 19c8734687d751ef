using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Store;

namespace SearchEngine.Index.Lexical;

/// <summary>Reads a mapped file, or a part of one, for Lucene. Numbers are big-endian; each clone has its own position.</summary>
/// <param name="name">The name in error messages.</param>
/// <param name="file">The file.</param>
/// <param name="offset">The start of the part, in bytes.</param>
/// <param name="length">The length of the part, in bytes.</param>
/// <param name="owns">Whether disposing this input closes the file.</param>
internal sealed unsafe class MappedIndexInput(string name, MappedIndexFile file, long offset, long length, bool owns) : IndexInput(name)
{
    private readonly byte* _start = file.Start + offset, _end = file.Start + offset + length;
    private byte* _next = file.Start + offset;
    private bool _owns = owns;

    public override long Length => _end - _start;

    public override long Position => _next - _start;

    public override void Seek(long pos)
    {
        if ((ulong)pos > (ulong)Length) throw new EndOfStreamException($"{this}: cannot go to position {pos}, the length is {Length}");
        _next = _start + pos;
    }

    public override byte ReadByte() => *Consume(1);

    public override short ReadInt16() => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<short>(Consume(sizeof(short))));

    public override int ReadInt32() => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<int>(Consume(sizeof(int))));

    public override long ReadInt64() => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<long>(Consume(sizeof(long))));

    public override void ReadBytes(byte[] b, int offset, int len) =>
        new ReadOnlySpan<byte>(Consume(len), len).CopyTo(b.AsSpan(offset, len));

    /// <summary>
    /// Reads a variable-length number: seven bits a byte, the least significant first; the last byte has its high bit clear.
    /// </summary>
    public override int ReadVInt32()
    {
        byte next = *Consume(1);
        int value = next & 0x7F;
        for (int shift = 7; next > 0x7F && shift < 35; shift += 7) value |= ((next = *Consume(1)) & 0x7F) << shift;
        return next <= 0x7F ? value : throw new CorruptIndexException($"{this}: the variable-length number at {Position} is too long");
    }

    public override object Clone()
    {
        MappedIndexInput clone = (MappedIndexInput)base.Clone();
        clone._owns = false;
        return clone;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _owns) file.Dispose();
    }

    /// <summary>Returns a pointer to the next bytes and moves the position past them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* Consume(int bytes)
    {
        byte* start = _next;
        if (file.IsClosed || _end - start < bytes) ThrowUnreadable(bytes);
        _next = start + bytes;
        return start;
    }

    private void ThrowUnreadable(int bytes)
    {
        ObjectDisposedException.ThrowIf(file.IsClosed, this);
        throw new EndOfStreamException($"{this}: cannot read {bytes} bytes at {Position}, the length is {Length}");
    }
}
