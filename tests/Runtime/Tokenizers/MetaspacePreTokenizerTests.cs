using System.Text.Json.Nodes;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class MetaspacePreTokenizerTests
{
    [Theory]
    [InlineData("""{ "type": "Metaspace" }""", "Hey   you", "_Hey|_|_|_you", "0-3|3-4|4-5|5-9")]
    [InlineData("""{ "type": "Metaspace", "prepend_scheme": "always" }""", "Hey<x>you", "_Hey|<x>|_you", "0-3|3-6|6-9")]
    [InlineData("""{ "type": "Metaspace", "prepend_scheme": "first" }""", "Hey<x>you", "_Hey|<x>|you", "0-3|3-6|6-9")]
    [InlineData("""{ "type": "Metaspace", "prepend_scheme": "first" }""", "<x>you he", "<x>|you|_he", "0-3|3-6|6-9")]
    [InlineData("""{ "type": "Metaspace", "prepend_scheme": "never" }""", "Hey you", "Hey|_you", "0-3|3-7")]
    [InlineData("""{ "type": "Metaspace", "add_prefix_space": false }""", "Hey you", "Hey|_you", "0-3|3-7")]
    [InlineData("""{ "type": "Metaspace", "add_prefix_space": true, "str_rep": "_" }""", " Hey ", "_Hey|_", "0-4|4-5")]
    [InlineData("""{ "type": "Metaspace", "split": false }""", "Hey you", "_Hey_you", "0-7")]
    [InlineData("""{ "type": "Metaspace" }""", "_Hey", "_Hey", "0-4")]
    [InlineData("""{ "type": "Metaspace" }""", "\U0001F600 \U0001F600a", "_\U0001F600|_\U0001F600a", "0-2|2-6")]
    [InlineData(
        """{ "type": "Sequence", "pretokenizers": [{ "type": "WhitespaceSplit" }, { "type": "Metaspace" }] }""", " a\tb ", "_a|_b",
        "1-2|3-4")]
    [InlineData(
        """{ "type": "Sequence", "pretokenizers": [{ "type": "WhitespaceSplit" }, { "type": "Metaspace", "prepend_scheme": "first" }] }""",
        "a b", "_a|b", "0-1|2-3")]
    public void PreTokenize_Spaces_BecomeMetaspaces(string preTokenizer, string text, string expected, string expectedOffsets)
    {
        // Tokens are words here: the vocabulary contains exactly the expected words.
        TextTokenizer tokenizer = Load(
            preTokenizer, [.. expected.Replace('_', '\u2581').Split('|').Distinct().Where(word => word != "<x>")]);

        TokenizedText actual = tokenizer.Encode(text.Replace('_', '\u2581'));

        Assert.Equal(expected, string.Join('|', actual.Ids.Select(tokenizer.IdToToken)).Replace('\u2581', '_'));
        Assert.Equal(expectedOffsets, string.Join('|', actual.Offsets.Select(span => $"{span.Start}-{span.End}")));
    }

    [Theory]
    [InlineData("""{ "type": "Metaspace", "prepend_scheme": "last" }""", "supported are always, first, never")]
    [InlineData("""{ "type": "Metaspace", "prepend_scheme": "first", "add_prefix_space": false }""", "remove one of them")]
    [InlineData("""{ "type": "Metaspace", "replacement": "__" }""", "not one character")]
    public void Read_BrokenOptions_Throws(string preTokenizer, string reason)
    {
        CheckpointException e = Assert.Throws<CheckpointException>(() => Load(preTokenizer, ["a"]));

        Assert.Equal("pre_tokenizer", e.Part);
        Assert.Contains(reason, e.Reason);
    }

    private static TextTokenizer Load(string preTokenizer, string[] words) => TinyUnigram.Load(
        json =>
        {
            json["pre_tokenizer"] = JsonNode.Parse(preTokenizer);
            json["added_tokens"] = new JsonArray(TinyTokenizer.AddedToken(words.Length + 1, "<x>"));
        },
        [.. words.Select(word => (word, -1.0))]);
}
