using System.Text.Json.Nodes;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class ControlTokenTests
{
    private static readonly TextTokenizer Tokenizer = TinyTokenizer.Load(json => json["added_tokens"] = new JsonArray(
        TinyTokenizer.AddedToken(2, "[CLS]", special: true),
        TinyTokenizer.AddedToken(3, "[SEP]", special: true),
        TinyTokenizer.AddedToken(4, "[MASK]", special: true),
        TinyTokenizer.AddedToken(20, "[NAME]")));

    [Theory]
    [InlineData("[SEP]", "sep")]
    [InlineData("[CLS]", "cls")]
    [InlineData("[MASK]", "mask")]
    [InlineData("[sep]", "sep")]
    public void Encode_ControlTokensInUserText_AreText(string text, string word)
    {
        TokenizedText actual = Tokenizer.Encode($"a {text} b");

        Assert.Equal(TinyTokenizer.Ids("[CLS]", "a", "[", word, "]", "b", "[SEP]"), actual.Ids);
        Assert.Equal([true, false, false, false, false, false, true], actual.SpecialTokensMask);
    }

    [Fact]
    public void Encode_ParseSpecialTokens_ReadsControlTokens()
    {
        TokenizedText actual = Tokenizer.Encode("a [SEP] b", new TokenizeOptions { ParseSpecialTokens = true });

        Assert.Equal(TinyTokenizer.Ids("[CLS]", "a", "[SEP]", "b", "[SEP]"), actual.Ids);
        Assert.Equal((2, 7), actual.Offsets[2]);
        Assert.Equal([true, false, false, false, true], actual.SpecialTokensMask);
    }

    [Fact]
    public void EncodePair_ControlTokensInUserText_AreText() =>
        Assert.DoesNotContain(4, Tokenizer.EncodePair("a [MASK]", "[MASK] b").Ids);

    [Theory]
    [InlineData("", "")]
    [InlineData("a b", "")]
    [InlineData("[SEP]a[NAME][CLS][sep]", "3:0-5 2:12-17")]
    public void FindSpecialTokens_AnyText_MatchesEncode(string text, string expected) =>
        Assert.Equal(
            expected, string.Join(' ', Tokenizer.FindSpecialTokens(text).Select(token => $"{token.Id}:{token.Start}-{token.End}")));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Encode_AddedTokenThatIsNotSpecial_IsAlwaysFound(bool readControlTokens)
    {
        TokenizeOptions options = new() { ParseSpecialTokens = readControlTokens, AddSpecialTokens = false };

        Assert.Equal([10, 20, 11], Tokenizer.EncodeIds("a[NAME]b", options));
    }

    [Fact]
    public void Decode_SpecialTokens_AreSkippedUnlessRequested()
    {
        int[] ids = [2, 10, 20, 3];

        Assert.Equal("a [NAME]", Tokenizer.Decode(ids));
        Assert.Equal("[CLS] a [NAME] [SEP]", Tokenizer.Decode(ids, skipSpecialTokens: false));
    }
}
