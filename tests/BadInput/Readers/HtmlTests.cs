using System.Text;
using SearchEngine.Documents;
using SearchEngine.Documents.Formats.Web;

namespace SearchEngine.BadInput.Tests.Readers;

/// <summary>Hostile HTML pages, which are read as text in one pass.</summary>
public sealed class HtmlTests
{
    [Theory]
    [InlineData("<div>")]
    [InlineData("<span>")]
    [InlineData("<b><p>")]
    [InlineData("<a href=x>")]
    [InlineData("<ul><li>")]
    [InlineData("<blockquote>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<table>")]
    [InlineData("<main><article><h1>")]
    [InlineData("<svg><math>")]
    public void DeepNesting_OfAnyElement_KeepsTheText(string tags) =>
        Assert.Contains("the end", Read(Repeat(tags, 100_000) + "<p>the end").Text);

    [Theory]
    [InlineData("<p title=\"")]
    [InlineData("<p class=")]
    [InlineData("<script>")]
    [InlineData("<!--")]
    [InlineData("<![CDATA[")]
    [InlineData("<table><tr><td>cell")]
    [InlineData("text &am")]
    [InlineData("<")]
    public void Truncated_Anywhere_IsRead(string end) => Assert.StartsWith("Begin.", Read("<p>Begin.</p>" + end).Text);

    [Fact]
    public void ExternalEntities_AreTextAndNotOpened()
    {
        string text = Read("""<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>Begin &x; end.""").Text;

        Assert.Contains("&x;", text);
        Assert.DoesNotContain("root:", text);
    }

    [Fact]
    public void ManyAttributesAndEntities_AreRead()
    {
        string attributes = string.Join(' ', Enumerable.Range(0, 20_000).Select(i => $"a{i}=b"));

        Assert.EndsWith("x", Read($"<p {attributes}>{Repeat("&eacute;&", 100_000)}x").Text);
    }

    [Theory]
    [InlineData("%PDF-1.7\n\0\u0001\u0002")]
    [InlineData("PK\u0003\u0004\0\0")]
    public void WrongExtension_IsRefusedAsBinary(string content) =>
        Assert.Contains("binary", Assert.Throws<UnreadableDocumentException>(() => Read(content)).Message);

    [Fact]
    public void Cancelled_Ends()
    {
        using CancellationTokenSource source = new();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => new HtmlReader().Read(
            "a.html", Encoding.UTF8.GetBytes(Repeat("<p>x", 2_000)), source.Token));
    }

    private static string Repeat(string part, int count) => new StringBuilder(part.Length * count).Insert(0, part, count).ToString();

    private static DocumentText Read(string html) =>
        new HtmlReader().Read("a.html", Encoding.UTF8.GetBytes(html), TestContext.Current.CancellationToken);
}
