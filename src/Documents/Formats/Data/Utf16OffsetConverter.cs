using System.Text;

namespace SearchEngine.Documents.Formats.Data;

/// <summary>Converts increasing UTF-8 offsets into UTF-16 offsets of the same text.</summary>
internal struct Utf16OffsetConverter(byte[] text)
{
    private int _bytes;
    private int _characters;

    /// <summary>Returns the UTF-16 offset of a UTF-8 <paramref name="offset"/>, which must not be before the previous one.</summary>
    public int Advance(long offset)
    {
        _characters += Encoding.UTF8.GetCharCount(text.AsSpan(_bytes, (int)offset - _bytes));
        _bytes = (int)offset;
        return _characters;
    }
}
