using System.Text;

namespace SearchEngine.Documents.Formats.Data;

/// <summary>Turns offsets in UTF-8 that only grow into offsets in the same text as UTF-16.</summary>
internal struct Utf16OffsetReader(byte[] text)
{
    private int _bytes;
    private int _characters;

    /// <summary>The UTF-16 offset of the byte at <paramref name="offset"/>, which is not before the last one asked for.</summary>
    public int Advance(long offset)
    {
        _characters += Encoding.UTF8.GetCharCount(text.AsSpan(_bytes, (int)offset - _bytes));
        _bytes = (int)offset;
        return _characters;
    }
}
