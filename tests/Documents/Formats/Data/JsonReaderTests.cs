using SearchEngine.Documents.Formats.Data;
using static SearchEngine.Documents.BlockKind;

namespace SearchEngine.Documents.Tests;

public sealed class JsonReaderTests
{
    private static readonly JsonReader Reader = new();
    private static readonly string Long = new('x', 700);

    [Fact]
    public void Read_LargeContainers_AreSectionsByKeyAndIndex()
    {
        string text = $$"""
            {
              // who
              "name": "Ünï",
              "servers": [
                { "host": "a" },
                { "host": "{{Long}}", "ports": [1, 2], },
              ]
            }
            """;

        DocumentText document = Reader.Read("a.json", text);

        DocumentAssert.BlocksCoverAllText(document);
        Assert.Equal(text, document.Text);
        DocumentAssert.Blocks(
            document,
            (Code, "", "{\n  // who"),
            (Code, "", "\"name\": \"Ünï\","),
            (Code, "", "\"servers\": ["),
            (Code, "servers", "{ \"host\": \"a\" },"),
            (Code, "servers", "{"),
            (Code, "servers > 2", $"\"host\": \"{Long}\","),
            (Code, "servers > 2", "\"ports\": [1, 2], },\n  ]\n}"));
    }

    [Theory]
    [InlineData("{\"a\": 1")]
    [InlineData("not json\n\nat all")]
    [InlineData("{\"\\ud800\": 1}")]
    [InlineData("")]
    [InlineData("7")]
    public void Read_InvalidOrScalar_IsReadAsText(string text)
    {
        DocumentText document = Reader.Read("a.json", text);

        Assert.Equal(text, document.Text);
        DocumentAssert.BlocksCoverAllText(document);
    }

    [Theory]
    [InlineData(@"{""a"": ""\u0141\u00f3d\u017a""}", @"{""a"": ""Łódź""}")]
    [InlineData(@"[""\ud83c\udf5e""]", @"[""🍞""]")]
    [InlineData(@"[""C:\\users\u0041\n\u000a\ud83c""]", @"[""C:\\users\u0041\n\u000a\ud83c""]")]
    [InlineData(@"[""\u01", @"[""\u01")]
    [InlineData(@"\", @"\")]
    public void Read_UnnecessaryEscapes_AreResolved(string json, string text)
    {
        Assert.Equal(text, Reader.Read("a.json", json).Text);
        Assert.Equal(text, new JsonLinesReader().Read("a.jsonl", json).Text);
    }

    [Fact]
    public void Read_JsonLines_HasABlockForEachLine()
    {
        DocumentText document = new JsonLinesReader().Read("a.jsonl", "{\"a\": 1}\n\n{\"b\": 2}\nbroken");

        DocumentAssert.Blocks(document, (Code, "", "{\"a\": 1}"), (Code, "", "{\"b\": 2}"), (Code, "", "broken"));
        Assert.Equal([1, 3, 4], document.Blocks.Select(block => document.Lines.GetLineNumber(block.Start)));
    }
}
