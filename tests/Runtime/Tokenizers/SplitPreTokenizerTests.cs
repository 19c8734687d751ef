using System.Text.Json;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Runtime.Tokenizers.PreTokenizers;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class SplitPreTokenizerTests
{
    [Theory]
    [InlineData("Removed", "the|final|countdown")]
    [InlineData("Isolated", "the|-|final|-|-|countdown")]
    [InlineData("MergedWithPrevious", "the-|final-|-|countdown")]
    [InlineData("MergedWithNext", "the|-final|-|-countdown")]
    [InlineData("Contiguous", "the|-|final|--|countdown")]
    public void Split_Behavior_MatchesTheReference(string behavior, string expected)
    {
        AssertWords(
            $$"""{ "type": "Split", "pattern": { "String": "-" }, "behavior": "{{behavior}}", "invert": false }""",
            "the-final--countdown",
            expected);
        AssertWords(
            $$"""{ "type": "Split", "pattern": { "Regex": "[^-]+" }, "behavior": "{{behavior}}", "invert": true }""",
            "the-final-countdown-",
            GetExpectedForRegex(behavior));
    }

    [Theory]
    [InlineData("""{ "type": "Digits", "individual_digits": true }""", "a12\U0001D7CEb\u00BD", "a|1|2|\U0001D7CE|b|\u00BD")]
    [InlineData("""{ "type": "Digits", "individual_digits": false }""", "a12\U0001D7CEb\u00BD", "a|12\U0001D7CE|b|\u00BD")]
    [InlineData("""{ "type": "Punctuation" }""", "a.,b$\u2026", "a|.|,|b|$|\u2026")]
    [InlineData("""{ "type": "Punctuation", "behavior": "Removed" }""", "a.,b", "a|b")]
    [InlineData("""{ "type": "WhitespaceSplit" }""", " a\u3000b.\n", "a|b.")]
    [InlineData("""{ "type": "Whitespace" }""", " snake_case() \u093Ea\u200Db \U0001D400!?", "snake_case|()|\u093Ea\u200Db|\U0001D400|!?")]
    [InlineData("""{ "type": "Sequence", "pretokenizers": [{ "type": "WhitespaceSplit" }, { "type": "Punctuation" }] }""", "a, b", "a|,|b")]
    [InlineData(
        """{ "type": "ByteLevel", "add_prefix_space": false, "use_regex": true }""", "it's  a\n\nb 12!?", "it|'s| | a|\n|\n|b| 12|!?")]
    public void PreTokenize_EachType_MatchesTheReference(string json, string text, string expected) => AssertWords(json, text, expected);

    [Theory]
    [InlineData("""{ "type": "Split", "pattern": { "String": "-" }, "behavior": "Quux", "invert": false }""", "MergedWithPrevious")]
    [InlineData("""{ "type": "Split", "pattern": { "String": "-" }, "behavior": "1", "invert": false }""", "Contiguous")]
    [InlineData("""{ "type": "Split", "pattern": { "Regex": "(a" }, "behavior": "Removed", "invert": false }""", "(a")]
    [InlineData("""{ "type": "Split", "pattern": { "Regex": "\\p{Han}" }, "behavior": "Removed", "invert": false }""", "Han")]
    [InlineData("""{ "type": "Split", "pattern": { "String": "" }, "behavior": "Removed", "invert": false }""", "empty")]
    [InlineData("""{ "type": "Split", "behavior": "Removed", "invert": false }""", "String or a Regex")]
    public void Read_Broken_NamesTheReason(string json, string named)
    {
        CheckpointException e = Assert.Throws<CheckpointException>(() => Read(json));

        Assert.StartsWith("pre_tokenizer", e.Part);
        Assert.Contains(named, e.Reason);
    }

    private static string GetExpectedForRegex(string behavior) => behavior switch
    {
        "Removed" => "the|final|countdown",
        "Isolated" => "the|-|final|-|countdown|-",
        "MergedWithPrevious" => "the-|final-|countdown-",
        "MergedWithNext" => "the|-final|-countdown|-",
        _ => "the|-|final|-|countdown|-",
    };

    private static void AssertWords(string json, string text, string expected) =>
        Assert.Equal(expected.Split('|'), Read(json).PreTokenize(text).Select(word => text.Substring(word.Offset, word.Length)));

    private static AligningPreTokenizer Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return PreTokenizerReader.Read(new TokenizerComponent("tokenizer.json", "pre_tokenizer", document.RootElement))!;
    }
}
