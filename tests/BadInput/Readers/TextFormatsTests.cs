using System.Text;
using SearchEngine.Documents.Formats;
using SearchEngine.Documents;

namespace SearchEngine.BadInput.Tests.Readers;

/// <summary>Hostile files in text formats, which are read in one pass or refused with the reason.</summary>
public sealed class TextFormatsTests
{
    [Theory]
    [InlineData("a.json", "[")]
    [InlineData("a.json", "{\"a\":")]
    [InlineData("a.jsonl", "{\"a\":[")]
    [InlineData("a.csv", "\"")]
    [InlineData("a.csv", ",")]
    [InlineData("a.cs", "(")]
    [InlineData("a.cs", "class A{")]
    [InlineData("a.cs", "if(a)")]
    [InlineData("a.cs", "!")]
    [InlineData("a.cs", "A<")]
    [InlineData("a.cs", "namespace A{")]
    [InlineData("a.cs", "#if A\n")]
    [InlineData("a.py", "def a(")]
    [InlineData("a.js", "{")]
    [InlineData("a.yaml", "- ")]
    [InlineData("a.toml", "[")]
    [InlineData("a.xml", "<a>")]
    [InlineData("a.tex", "\\section{")]
    [InlineData("a.srt", "<")]
    [InlineData("a.vtt", "<v ")]
    public void DeepNesting_OfAnyFormat_IsRead(string name, string part)
    {
        // A small stack, because no reader may need a deep one.
        DocumentText? document = null;
        Thread thread = new(() => document = Read(name, Repeat(part, 20_000)), 1 << 20);
        thread.Start();
        thread.Join();

        Assert.NotNull(document);
    }

    [Theory]
    [InlineData("a.ipynb", "{\"cells\": [")]
    [InlineData("a.ipynb", "[")]
    public void DeepNesting_OfANotebook_IsRefusedWithTheReason(string name, string part) =>
        Assert.Contains("not a notebook", Assert.Throws<UnreadableDocumentException>(() => Read(name, Repeat(part, 100_000))).Message);

    [Theory]
    [InlineData("a.csv")]
    [InlineData("a.json")]
    [InlineData("a.jsonl")]
    [InlineData("a.ipynb")]
    [InlineData("a.srt")]
    [InlineData("a.cs")]
    [InlineData("a.py")]
    [InlineData("a.yaml")]
    [InlineData("a.tex")]
    public void WrongExtension_IsRefusedAsBinary(string name) =>
        Assert.Contains("binary", Assert.Throws<UnreadableDocumentException>(() => Read(name, "PK\u0003\u0004\0\0\0\b")).Message);

    [Theory]
    [InlineData("a.csv")]
    [InlineData("a.json")]
    [InlineData("a.cs")]
    [InlineData("a.js")]
    [InlineData("a.md")]
    [InlineData("a.txt")]
    [InlineData("a.xml")]
    public void OneEndlessLine_IsRead(string name) => Assert.Equal(5_000_000, Read(name, new string('x', 5_000_000)).Text.Length);

    [Fact]
    public void ExternalEntities_OfXml_AreTextAndNotOpened()
    {
        const string entities = """<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "&x;&x;&x;">""";

        Assert.Contains("&x;", Read("a.xml", $"<!DOCTYPE a [{entities}]><a>&y;&x;</a>").Text);
    }

    private static string Repeat(string part, int count) => new StringBuilder(part.Length * count).Insert(0, part, count).ToString();

    private static DocumentText Read(string name, string text) =>
        DocumentReaders.Default.FindReader(name)!.Read(name, Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);
}
