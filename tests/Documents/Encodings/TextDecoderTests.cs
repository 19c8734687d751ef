using System.Text;
using SearchEngine.Documents.Encodings;

namespace SearchEngine.Documents.Tests;

public sealed class TextDecoderTests
{
    private const string Text = "Brötchen für 3 €, 面包 🍞";

    public static TheoryData<Encoding> EncodingsWithBom => new(
        Encoding.UTF8,
        Encoding.Unicode,
        Encoding.BigEndianUnicode,
        Encoding.UTF32,
        new UTF32Encoding(bigEndian: true, byteOrderMark: true));

    [Theory]
    [MemberData(nameof(EncodingsWithBom))]
    public void Decode_ByteOrderMark_DeterminesTheEncodingAndIsRemoved(Encoding encoding) =>
        Assert.Equal(Text, TextDecoder.Decode([.. encoding.Preamble, .. encoding.GetBytes(Text)]));

    [Fact]
    public void Decode_NoByteOrderMark_IsUtf8() => Assert.Equal(Text, TextDecoder.Decode(Encoding.UTF8.GetBytes(Text)));

    [Fact]
    public void Decode_InvalidUtf8_IsWindows1252() =>
        Assert.Equal("Caf\u00e9 \u20ac5", TextDecoder.Decode([.. "Caf"u8, 0xe9, .. " "u8, 0x80, .. "5"u8]));

    [Fact]
    public void Decode_EveryByteButNul_IsText()
    {
        byte[] bytes = [.. Enumerable.Range(1, 255).Select(value => (byte)value)];

        Assert.Equal(255, TextDecoder.Decode(bytes).Length);
    }

    [Fact]
    public void Decode_EmptyFile_IsEmpty() => Assert.Equal("", TextDecoder.Decode([]));

    [Theory]
    [InlineData("windows-1252", "Die Bäckerei öffnet täglich um sieben. Für größere Bestellungen bitten wir um Anruf – „am "
        + "Vortag“. Brötchen sind früh fertig.")]
    [InlineData("iso-8859-2", "Zażółć gęślą jaźń. Piekarnia jest otwarta codziennie od siódmej rano, a chleb żytni wypiekamy w "
        + "każdy piątek.")]
    [InlineData("windows-1250", "Příliš žluťoučký kůň úpěl ďábelské ódy. Pekárna je otevřena každý den od sedmi hodin ráno, "
        + "žitný chléb pečeme v pátek.")]
    [InlineData("windows-1251", "Пекарня открыта каждый день с семи часов утра. Ржаной хлеб мы печём по пятницам.")]
    [InlineData("koi8-r", "Пекарня открыта каждый день с семи часов утра. Ржаной хлеб мы печём по пятницам.")]
    [InlineData("windows-1253", "Το κατάστημα είναι ανοιχτό κάθε μέρα από τις επτά το πρωί. Το ψωμί κρυώνει “όλη” τη νύχτα.")]
    [InlineData("shift_jis", "パン屋は毎日午前七時に開きます。ライ麦パンは金曜日に焼きます。")]
    [InlineData("euc-jp", "パン屋は毎日午前七時に開きます。ライ麦パンは金曜日に焼きます。")]
    [InlineData("iso-2022-jp", "パン屋は毎日午前七時に開きます。ライ麦パンは金曜日に焼きます。")]
    [InlineData("gb18030", "面包店每天早上七点开门。我们每周五烤黑麦面包，整夜冷却。")]
    [InlineData("big5", "麵包店每天早上七點開門。我們每週五烤黑麥麵包，整夜冷卻。")]
    [InlineData("euc-kr", "빵집은 매일 아침 일곱 시에 문을 엽니다. 우리는 금요일마다 호밀빵을 굽습니다.")]
    public void Decode_LegacyEncoding_IsDetected(string encoding, string text) =>
        Assert.Equal(text, TextDecoder.Decode(Get(encoding).GetBytes(text)));

    [Theory]
    [InlineData("utf-16LE", "plain English")]
    [InlineData("utf-16BE", "plain English")]
    [InlineData("utf-16LE", "毎日 開きます\n金曜日に\n")]
    [InlineData("utf-16BE", "Пекарня открыта\r\n")]
    public void Decode_Utf16WithoutByteOrderMark_IsDetectedByItsZeros(string encoding, string text) =>
        Assert.Equal(text, TextDecoder.Decode(Encoding.GetEncoding(encoding).GetBytes(text)));

    [Theory]
    [InlineData("windows-1251", "<html><meta charset=\"windows-1251\"><p>Кафе")]
    [InlineData("shift_jis", "<?xml version='1.0' encoding='Shift_JIS'?><a>日本</a>")]
    [InlineData("iso-8859-2", "# -*- coding: iso-8859-2 -*-\nx = 'ł'")]
    [InlineData("windows-1252", "<meta charset=utf-8><p>Grüße")]
    [InlineData("windows-1252", "<meta charset=no-such-thing><p>Grüße")]
    public void Decode_DeclaredEncoding_IsUsedIfPossible(string encoding, string text) =>
        Assert.Equal(text, TextDecoder.Decode(Get(encoding).GetBytes(text)));

    [Fact]
    public void Decode_Utf8TruncatedWithinACharacter_StaysUtf8() =>
        Assert.Equal("Käse, Brötchen, Öl und Grüße \ufffd", TextDecoder.Decode([.. "Käse, Brötchen, Öl und Grüße "u8, 0xe2, 0x82]));

    [Fact]
    public void Decode_AFewInvalidBytesInUtf8_AreReplaced()
    {
        string text = string.Concat(Enumerable.Repeat("Grüße ", 50));

        Assert.Equal(text + "\ufffd" + text, TextDecoder.Decode([.. Encoding.UTF8.GetBytes(text), 0xe9, .. Encoding.UTF8.GetBytes(text)]));
    }

    [Theory]
    [InlineData(new byte[] { 0x50, 0x4b, 0, 4 })]
    [InlineData(new byte[] { 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0 })]
    [InlineData(new byte[] { (byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', (byte)'1', (byte)'.', (byte)'7', (byte)'\n', 0, 1, 2 })]
    [InlineData(new byte[] { 1, 2, 3, 4, 5, 6, 0xff, 0xfe })]
    public void Decode_Binary_IsRejectedWithTheReason(byte[] content)
    {
        Assert.StartsWith("it is a binary file: ", Assert.Throws<UnreadableDocumentException>(() => TextDecoder.Decode(content)).Message);
        Assert.False(TextDecoder.LooksLikeText(content));
    }

    [Fact]
    public void LooksLikeText_TextOfAnyKind_IsTrue()
    {
        Assert.True(TextDecoder.LooksLikeText([]));
        Assert.True(TextDecoder.LooksLikeText("all: build\n\tmake\n"u8));
        Assert.True(TextDecoder.LooksLikeText("K\u00e4se 面包"u8[..^1]));
        Assert.True(TextDecoder.LooksLikeText("\e[31mred\e[0m\b"u8));
        Assert.True(TextDecoder.LooksLikeText(Get("koi8-r").GetBytes("Пекарня")));
        Assert.True(TextDecoder.LooksLikeText(Encoding.Unicode.GetBytes("plain")));
    }

    [Fact]
    public void LooksLikeText_CompressedBytes_IsFalse()
    {
        byte[] noise = new byte[4096];
        new Random(1).NextBytes(noise);
        noise.AsSpan().Replace((byte)0, (byte)9);

        Assert.False(TextDecoder.LooksLikeText(noise));
    }

    private static Encoding Get(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
}
