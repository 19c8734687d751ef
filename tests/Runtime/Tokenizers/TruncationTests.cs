using System.Text.Json.Nodes;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Runtime.Tokenizers.PostProcessors;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class TruncationTests
{
    private static readonly TextTokenizer Tokenizer = TinyTokenizer.Load();

    [Theory]
    [InlineData(10, new[] { "[CLS]", "a", "##b", "##c", "b", "[SEP]" }, false)]
    [InlineData(6, new[] { "[CLS]", "a", "##b", "##c", "b", "[SEP]" }, false)]
    [InlineData(5, new[] { "[CLS]", "a", "##b", "##c", "[SEP]" }, true)]
    [InlineData(4, new[] { "[CLS]", "a", "##b", "[SEP]" }, true)]
    [InlineData(2, new[] { "[CLS]", "[SEP]" }, true)]
    public void Encode_MaxLength_CutsInsideAWord(int maxLength, string[] expected, bool isTruncated)
    {
        TokenizedText actual = Tokenizer.Encode("abc b", new TokenizeOptions { MaxLength = maxLength });

        Assert.Equal(TinyTokenizer.Ids(expected), actual.Ids);
        Assert.Equal(isTruncated, actual.IsTruncated);
        Assert.All(
            [actual.TypeIds.Length, actual.Offsets.Length, actual.SpecialTokensMask.Length],
            length => Assert.Equal(actual.Ids.Length, length));
    }

    [Fact]
    public void Encode_NoRoomForSpecialTokens_Throws()
    {
        ArgumentOutOfRangeException e = Assert.Throws<ArgumentOutOfRangeException>(
            () => Tokenizer.Encode("a", new TokenizeOptions { MaxLength = 1 }));

        Assert.Contains("no room for the 2 special tokens", e.Message);
    }

    [Fact]
    public void Encode_WithoutSpecialTokens_UsesTheWholeLength() =>
        Assert.Equal(
            TinyTokenizer.Ids("a", "##b"), Tokenizer.EncodeIds("abc", new TokenizeOptions { MaxLength = 2, AddSpecialTokens = false }));

    [Theory]
    [InlineData(nameof(TruncationStrategy.LongestFirst), new[] { "[CLS]", "a", "##b", "[SEP]", "c", "c", "[SEP]" }, 7)]
    [InlineData(nameof(TruncationStrategy.LongestFirst), new[] { "[CLS]", "a", "##b", "[SEP]", "c", "[SEP]" }, 6)]
    [InlineData(nameof(TruncationStrategy.OnlyFirst), new[] { "[CLS]", "a", "##b", "[SEP]", "c", "c", "[SEP]" }, 7)]
    [InlineData(nameof(TruncationStrategy.OnlyFirst), new[] { "[CLS]", "[SEP]", "c", "[SEP]" }, 4)]
    [InlineData(nameof(TruncationStrategy.OnlySecond), new[] { "[CLS]", "a", "##b", "##c", "[SEP]", "c", "[SEP]" }, 7)]
    [InlineData(nameof(TruncationStrategy.OnlySecond), new[] { "[CLS]", "a", "##b", "[SEP]", "[SEP]" }, 5)]
    public void EncodePair_Strategy_SelectsTheTruncatedText(string strategy, string[] expected, int maxLength)
    {
        TokenizeOptions options = new() { MaxLength = maxLength, Truncation = Enum.Parse<TruncationStrategy>(strategy) };
        TokenizedText actual = Tokenizer.EncodePair("abc", "c c", options);

        Assert.Equal(TinyTokenizer.Ids(expected), actual.Ids);
        Assert.True(actual.IsTruncated);
    }

    // The cases of utils/truncation.rs: equivalent to removing tokens one by one from the longer text, or from the first if both are
    // equally long.
    [Fact]
    public void ComputeKeptTokens_LongestFirst_EqualsRemovingTokensOneByOne()
    {
        for (int first = 0; first < 12; first++)
        {
            for (int second = 0; second < 12; second++)
            {
                for (int room = 0; room < 26; room++)
                {
                    (int a, int b) = (first, second);
                    while (a + b > room)
                    {
                        if (a > b || (a == b && first <= second)) a--;
                        else b--;
                    }
                    Assert.Equal((a, b), Truncation.ComputeKeptTokens(first, second, room, TruncationStrategy.LongestFirst));
                }
            }
        }
    }

    [Fact]
    public void MaxLength_IsReadFromTheFile()
    {
        TextTokenizer tokenizer = Load("""{ "direction": "Right", "max_length": 4, "strategy": "LongestFirst", "stride": 0 }""");

        Assert.Equal(4, tokenizer.MaxLength);
        Assert.Equal(TinyTokenizer.Ids("[CLS]", "a", "##b", "[SEP]"), tokenizer.EncodeIds("abc"));
        Assert.Equal(5, tokenizer.EncodeIds("abc", new TokenizeOptions { MaxLength = int.MaxValue }).Length);
        Assert.Null(Tokenizer.MaxLength);
    }

    [Fact]
    public void Strategy_IsReadFromTheFile() => Assert.Equal(
        TinyTokenizer.Ids("[CLS]", "a", "##b", "[SEP]", "c", "[SEP]"),
        Load("""{ "max_length": 6, "strategy": "OnlySecond", "stride": 0 }""").EncodePair("ab", "ccc").Ids);

    [Fact]
    public void Encode_TruncationFromTheLeft_KeepsTheEnd()
    {
        TokenizedText actual = Load(
            """{ "direction": "Left", "max_length": 4, "strategy": "LongestFirst", "stride": 0 }""").Encode("abc b");

        Assert.Equal(TinyTokenizer.Ids("[CLS]", "##c", "b", "[SEP]"), actual.Ids);
        Assert.Equal([(0, 0), (2, 3), (4, 5), (0, 0)], actual.Offsets);
    }

    private static TextTokenizer Load(string truncation) => TinyTokenizer.Load(json => json["truncation"] = JsonNode.Parse(truncation));
}
