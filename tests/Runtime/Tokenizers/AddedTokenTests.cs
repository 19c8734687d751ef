using System.Text.Json.Nodes;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class AddedTokenTests
{
    private const int Id = 20;
    private static readonly TokenizeOptions TextOnly = new() { AddSpecialTokens = false };

    [Fact]
    public void Encode_AddedToken_IsFoundInsideAWord()
    {
        TokenizedText actual = Load(TinyTokenizer.AddedToken(Id, "<x>")).Encode("a<x>b", TextOnly);

        Assert.Equal([10, Id, 11], actual.Ids);
        Assert.Equal([(0, 1), (1, 4), (4, 5)], actual.Offsets);
    }

    [Fact]
    public void Encode_TokenThatIsNotNormalized_RequiresExactCase() =>
        Assert.DoesNotContain(Id, Load(TinyTokenizer.AddedToken(Id, "<X>")).EncodeIds("a <x> b", TextOnly));

    [Fact]
    public void Encode_NormalizedToken_IsFoundInNormalizedText()
    {
        TokenizedText actual = Load(
            TinyTokenizer.AddedToken(Id, "New York", normalized: true)).Encode("a\u00E9 N\u00C9W\tYORK b", TextOnly);

        Assert.Equal([1, Id, 11], actual.Ids);
        Assert.Equal((3, 11), actual.Offsets[1]);
    }

    [Fact]
    public void Encode_LeftStrip_IncludesPrecedingWhiteSpace()
    {
        TokenizedText actual = Load(TinyTokenizer.AddedToken(Id, "<x>", lstrip: true)).Encode("a \t<x> b", TextOnly);

        Assert.Equal([10, Id, 11], actual.Ids);
        Assert.Equal((1, 6), actual.Offsets[1]);
    }

    [Fact]
    public void Encode_RightStrip_IncludesFollowingWhiteSpace()
    {
        TokenizedText actual = Load(TinyTokenizer.AddedToken(Id, "<x>", rstrip: true)).Encode("a <x>\n b", TextOnly);

        Assert.Equal((2, 7), actual.Offsets[1]);
    }

    [Fact]
    public void Encode_WhiteSpaceBetweenStrippingTokens_BelongsToTheFirst()
    {
        TokenizedText actual = Load(TinyTokenizer.AddedToken(Id, "<x>", lstrip: true, rstrip: true)).Encode(" <x> <x> ", TextOnly);

        Assert.Equal([(0, 5), (5, 9)], actual.Offsets);
    }

    [Theory]
    [InlineData("ab", true)]
    [InlineData("c ab.", true)]
    [InlineData("abc", false)]
    [InlineData("cab", false)]
    [InlineData("\u00E9ab", false)]
    [InlineData("ab_", false)]
    [InlineData("ab\U0001D400", false)]
    public void Encode_SingleWord_IsFoundOnlyAsAWord(string text, bool isFound) =>
        Assert.Equal(isFound, Load(TinyTokenizer.AddedToken(Id, "ab", singleWord: true)).EncodeIds(text, TextOnly).Contains(Id));

    [Fact]
    public void Encode_TokensAtTheSamePosition_TakesTheLongest()
    {
        TextTokenizer tokenizer = Load(TinyTokenizer.AddedToken(20, "<x"), TinyTokenizer.AddedToken(21, "<x>"));

        Assert.Equal([21, 20], tokenizer.EncodeIds("<x><x", TextOnly));
    }

    [Fact]
    public void VocabularySize_IncludesAddedTokens()
    {
        TextTokenizer tokenizer = Load(TinyTokenizer.AddedToken(30, "<x>"));

        Assert.Equal(31, tokenizer.VocabularySize);
        Assert.Equal(30, tokenizer.TokenToId("<x>"));
        Assert.Equal("<x>", tokenizer.IdToToken(30));
        Assert.Null(tokenizer.IdToToken(25));
        Assert.Null(tokenizer.IdToToken(31));
        Assert.Null(tokenizer.IdToToken(-1));
        Assert.Null(tokenizer.TokenToId("<y>"));
    }

    private static TextTokenizer Load(params JsonNode[] tokens) => TinyTokenizer.Load(json => json["added_tokens"] = new JsonArray(tokens));
}
