using SearchEngine.Runtime.Tokenizers.Decoders;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class WordPieceDecoderTests
{
    [Theory]
    [InlineData(new string[0], "")]
    [InlineData(new[] { "##un", "token", "##izer", "." }, "##un tokenizer.")]
    [InlineData(new[] { "is", "it", "?", "yes", ",", "!" }, "is it? yes,!")]
    [InlineData(new[] { "it", "'s", "they", "'ve", "'re", "'m", "n't" }, "it's they've're'mn't")]
    [InlineData(new[] { "don", "'", "t" }, "don ' t")]
    public void Decode_CleanUp_MatchesTheReference(string[] tokens, string expected) =>
        Assert.Equal(expected, new WordPieceDecoder("##", cleanUp: true).Decode(tokens));

    [Fact]
    public void Decode_WithoutCleanUp_KeepsSpaces() =>
        Assert.Equal("is it ?", new WordPieceDecoder("##", cleanUp: false).Decode(["is", "it", "?"]));
}
