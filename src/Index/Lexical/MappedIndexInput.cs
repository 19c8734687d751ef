using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Store;

namespace SearchEngine.Index.Lexical;

/// <summary>A mapped file, or a part of one, as Lucene reads it: numbers have the most significant byte first. Clones have positions of their own.</summary>
/// <param name="name">What messages call it.</param>
/// <param name="file">The file.</param>
/// <param name="offset">Where the part begins, in bytes.</param>
/// <param name="length">Its length in bytes.</param>
/// <param name="owns">Whether the file ends with this input.</param>
internal sealed unsafe class MappedIndexInput(string name, MappedIndexFile file, long offset, long length, bool owns) : IndexInput(name)
{
    private readonly byte* _start = file.Start + offset, _end = file.Start + offset + length;
    private byte* _next = file.Start + offset;
    private bool _owns = owns;

    public override long Length => _end - _start;

    public override long Position => _next - _start;

    public override void Seek(long pos)
    {
        if ((ulong)pos > (ulong)Length) throw new EndOfStreamException($"{this}: position {pos} wanted, the length is {Length}");
        _next = _start + pos;
    }

    public override byte ReadByte() => *Consume(1);

    public override short ReadInt16() => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<short>(Consume(sizeof(short))));

    public override int ReadInt32() => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<int>(Consume(sizeof(int))));

    public override long ReadInt64() => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<long>(Consume(sizeof(long))));

    public override void ReadBytes(byte[] b, int offset, int len) => new ReadOnlySpan<byte>(Consume(len), len).CopyTo(b.AsSpan(offset, len));

    /// <summary>Seven bits a byte, the least significant first; the last byte has no eighth.</summary>
    public override int ReadVInt32()
    {
        byte next = *Consume(1);
        int value = next & 0x7F;
        for (int shift = 7; next > 0x7F && shift < 35; shift += 7) value |= ((next = *Consume(1)) & 0x7F) << shift;
        return next <= 0x7F ? value : throw new CorruptIndexException($"{this}: a number at {Position} does not end");
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

    /// <summary>The bytes at the position, which then is behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* Consume(int bytes)
    {
        byte* at = _next;
        if (file.IsClosed || _end - at < bytes) ThrowUnreadable(bytes);
        _next = at + bytes;
        return at;
    }

    private void ThrowUnreadable(int bytes)
    {
        ObjectDisposedException.ThrowIf(file.IsClosed, this);
        throw new EndOfStreamException($"{this}: {bytes} bytes wanted at {Position}, the length is {Length}");
    }
}
