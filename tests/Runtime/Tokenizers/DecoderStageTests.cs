using SearchEngine.Runtime.Tokenizers.Decoders;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class DecoderStageTests
{
    [Theory]
    [InlineData(true, new[] { "\u2581Hey", "\u2581friend!", "\u2581" }, new[] { "Hey", " friend!", " " })]
    [InlineData(false, new[] { "\u2581Hey", "\u2581friend!" }, new[] { " Hey", " friend!" })]
    [InlineData(true, new[] { "\u2581\u2581a\u2581" }, new[] { "a" })]
    public void Decode_Metaspace_RestoresSpaces(bool isPrepended, string[] tokens, string[] expected) =>
        Assert.Equal(expected, new MetaspaceDecoder('\u2581', isPrepended).DecodePieces(tokens));

    [Theory]
    [InlineData(new[] { "<0x61>" }, new[] { "a" })]
    [InlineData(new[] { "<0xE5>", "<0x8f>", "<0xab>", "a" }, new[] { "\u53EB", "a" })]
    [InlineData(new[] { "<0xE5>", "<0x8f>", "a" }, new[] { "\uFFFD\uFFFD", "a" })]
    [InlineData(new[] { "b", "<0x61>", "<0xE5>" }, new[] { "b", "\uFFFD\uFFFD" })]
    [InlineData(new[] { "<0x6g>", "<0x 1>", "<0x611>", "0x61" }, new[] { "<0x6g>", "<0x 1>", "<0x611>", "0x61" })]
    public void ByteFallback_Runs_AreDecodedAsUtf8(string[] tokens, string[] expected) =>
        Assert.Equal(expected, new ByteFallbackDecoder().DecodePieces(tokens));

    [Theory]
    [InlineData(1, 0, new[] { "HHHey", " H", "H", "" }, new[] { "HHey", " H", "", "" })]
    [InlineData(0, 1, new[] { "eyHH", "H" }, new[] { "eyH", "" })]
    [InlineData(2, 2, new[] { "HHH", "HaHHH", "H" }, new[] { "", "aH", "" })]
    public void Strip_RemovesACharacterFromBothEnds(int start, int stop, string[] tokens, string[] expected) =>
        Assert.Equal(expected, new StripDecoder('H', start, stop).DecodePieces(tokens));

    [Fact]
    public void Fuse_Tokens_BecomeOne() => Assert.Equal(["abc"], new FuseDecoder().DecodePieces(["a", "", "bc"]));
}
