using System.Text.Json.Nodes;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Runtime.Tokenizers.Decoders;
using SearchEngine.Runtime.Tokenizers.PostProcessors;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class PostProcessorTests
{
    private const string Bert = """{ "type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2] }""";
    private const string ByteLevel = """{ "type": "ByteLevel", "trim_offsets": true, "add_prefix_space": false }""";

    // The example of the reference's own test (processors/sequence.rs).
    [Theory]
    [InlineData(true, new[] { 0, 0, 4, 9, 13, 18, 18, 23, 29, 29 })]
    [InlineData(false, new[] { 1, 1, 4, 9, 13, 18, 18, 23, 29, 29 })]
    public void Trim_ExcludesWhiteSpaceFromSpans(bool addsPrefixSpace, int[] expected)
    {
        string[] tokens =
        [
            "\u0120", "\u0120\u0120\u0120\u0120Hello\u0120\u0120", "\u0120\u0120Hello", "Hello\u0120\u0120", "\u0120\u0120\u0120\u0120",
        ];
        (int Start, int End)[] offsets = [(0, 1), (0, 11), (11, 18), (18, 25), (25, 29)];

        new OffsetTrimmer(addsPrefixSpace).Trim([0, 1, 2, 3, 4], offsets, id => tokens[id]);

        Assert.Equal(expected, offsets.SelectMany(span => (int[])[span.Start, span.End]));
    }

    [Theory]
    [InlineData(true, new[] { 0, 1, 2, 3 })]
    [InlineData(false, new[] { 1, 1, 2, 3 })]
    public void Trim_AddedSpace_IsOnlyBeforeTheFirstToken(bool addsPrefixSpace, int[] expected)
    {
        string[] tokens = ["\u0120a", "\u0120b"];
        (int Start, int End)[] offsets = [(0, 1), (1, 3)];

        new OffsetTrimmer(addsPrefixSpace).Trim([0, 1], offsets, id => tokens[id]);

        Assert.Equal(expected, offsets.SelectMany(span => (int[])[span.Start, span.End]));
    }

    [Fact]
    public void Sequence_AddsSpecialTokensAndTrims()
    {
        TextTokenizer tokenizer = Load($$"""{ "type": "Sequence", "processors": [{{ByteLevel}}, {{Bert}}] }""");

        Assert.Equal(TinyTokenizer.Ids("[CLS]", "a", "[SEP]"), tokenizer.EncodeIds("a"));
    }

    [Theory]
    [InlineData(Bert, "adds special tokens a second time")]
    [InlineData(ByteLevel, "trims the offsets a second time")]
    public void Sequence_TwoOfAKind_Throws(string processor, string reason)
    {
        CheckpointException e = Assert.Throws<CheckpointException>(
            () => Load($$"""{ "type": "Sequence", "processors": [{{processor}}, {{processor}}] }"""));

        Assert.Equal("post_processor.processors[1]", e.Part);
        Assert.Contains(reason, e.Reason);
    }

    [Fact]
    public void RobertaProcessing_HasTwoSeparatorsAndOneSegment()
    {
        TextTokenizer tokenizer = Load("""{ "type": "RobertaProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2] }""");

        TokenizedText actual = tokenizer.EncodePair("a", "b");

        Assert.Equal(TinyTokenizer.Ids("[CLS]", "a", "[SEP]", "[SEP]", "b", "[SEP]"), actual.Ids);
        Assert.Equal(new int[6], actual.TypeIds);
    }

    [Fact]
    public void Decode_ByteLevel_ReadsBytesAcrossTokens()
    {
        ByteLevelDecoder decoder = new();

        Assert.Equal("\u00E9 a", decoder.Decode(["\u00C3", "\u00A9", "\u0120a"]));
        Assert.Equal("\uFFFDa", decoder.Decode(["\u00C3", "a"]));
        Assert.Equal("\u65E5 \u00E9a", decoder.Decode(["\u65E5 \u00E9", "a"])); // an added token that is not in the alphabet
        Assert.Equal("", decoder.Decode([]));
    }

    [Fact]
    public void Decode_ByteAlphabet_HasALetterForEveryByte()
    {
        for (int value = 0; value < 256; value++)
        {
            Assert.True(ByteAlphabet.TryGetByte(ByteAlphabet.GetLetter((byte)value), out byte back));
            Assert.Equal(value, back);
        }
        Assert.False(ByteAlphabet.TryGetByte(' ', out _));
        Assert.False(ByteAlphabet.TryGetByte('\u4E00', out _));
        Assert.Equal('\u0120', ByteAlphabet.Space);
    }

    [Fact]
    public void Decode_Bpe_PutsSpacesAfterWords()
    {
        Assert.Equal("new york", new BpeDecoder("</w>").Decode(["n", "ew</w>", "york</w>"]));
        Assert.Equal("", new BpeDecoder("</w>").Decode([]));
    }

    private static TextTokenizer Load(string postProcessor) =>
        TinyTokenizer.Load(json => json["post_processor"] = JsonNode.Parse(postProcessor));
}
