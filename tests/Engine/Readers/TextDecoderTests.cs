using System.Text;
using SearchEngine.Readers;

namespace SearchEngine.Engine.Tests.Readers;

public sealed class TextDecoderTests
{
    private const string Text = "Brötchen für 3 €, 面包 🍞";

    public static TheoryData<Encoding> Marked => new(
        Encoding.UTF8,
        Encoding.Unicode,
        Encoding.BigEndianUnicode,
        Encoding.UTF32,
        new UTF32Encoding(bigEndian: true, byteOrderMark: true));

    [Theory]
    [MemberData(nameof(Marked))]
    public void Decode_ByteOrderMark_NamesTheEncodingAndIsNoText(Encoding encoding) =>
        Assert.Equal(Text, TextDecoder.Decode([.. encoding.Preamble, .. encoding.GetBytes(Text)]));

    [Fact]
    public void Decode_NoMark_IsUtf8() => Assert.Equal(Text, TextDecoder.Decode(Encoding.UTF8.GetBytes(Text)));

    [Fact]
    public void Decode_InvalidUtf8_IsWindows1252() => Assert.Equal("Caf\u00e9 \u20ac5", TextDecoder.Decode([.. "Caf"u8, 0xe9, .. " "u8, 0x80, .. "5"u8]));

    [Fact]
    public void Decode_EveryByteButNul_IsText()
    {
        byte[] bytes = [.. Enumerable.Range(1, 255).Select(value => (byte)value)];

        Assert.Equal(255, TextDecoder.Decode(bytes).Length);
    }

    [Fact]
    public void Decode_Nothing_IsEmpty() => Assert.Equal("", TextDecoder.Decode([]));

    [Fact]
    public void Decode_NulBytes_IsRefusedWithTheReason() => Assert.Contains(
        "binary", Assert.Throws<UnreadableDocumentException>(() => TextDecoder.Decode([0x50, 0x4b, 0, 4])).Message, StringComparison.Ordinal);
}
