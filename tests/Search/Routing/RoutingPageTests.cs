using System.Text.Json;
using System.Text.RegularExpressions;
using SearchEngine.Cli.Routing;
using SearchEngine.Generator.Routing;

namespace SearchEngine.Cli.Tests.Routing;

public sealed partial class RoutingPageTests
{
    private const string Hostile = "</script><script>alert(1)</script><!-- & ' \u2028 /*data*/ /*script*/";

    [Fact]
    public void RenderHtml_TextThatEndsAScript_StaysText()
    {
        string page = RoutingPage.RenderHtml(Reports.TwoLayers(Hostile), [Text(Hostile)]);

        Assert.Equal(2, Opening().Count(page));
        Assert.Equal(2, page.Split("</script>").Length - 1);
        using JsonDocument data = Data(page);
        Assert.Equal(Hostile, data.RootElement.GetProperty("report").GetProperty("topics")[0].GetProperty("topic").GetString());
        Assert.Equal(Hostile, data.RootElement.GetProperty("texts")[0].GetProperty("tokens")[0].GetString());
    }

    [Fact]
    public void RenderHtml_UsesNoNetwork()
    {
        string page = RoutingPage.RenderHtml(Reports.TwoLayers("notes"), [Text("of")]);

        Assert.Contains("Content-Security-Policy\" content=\"default-src 'none'", page, StringComparison.Ordinal);
        // The only address is the XML namespace of SVG.
        Assert.All(Address().Matches(page).Select(match => match.Value), address => Assert.Equal("http://www.w3.org/2000/svg", address));
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
    }

    [Fact]
    public void RenderHtml_PiecesOfOneCharacter_ShowItOnce()
    {
        RoutedText text = new(
            "topic",
            "a😀b",
            false,
            false,
            [new(0, 1, TokenKind.Word), new(1, 3, TokenKind.Word), new(1, 3, TokenKind.Word), new(3, 4, TokenKind.Word)],
            2,
            [new int[8], new int[8]],
            [new float[8], new float[8]]);

        using JsonDocument data = Data(RoutingPage.RenderHtml(Reports.TwoLayers("topic"), [text]));

        Assert.Equal(
            ["a", "😀", "", "b"],
            data.RootElement.GetProperty("texts")[0].GetProperty("tokens").EnumerateArray().Select(token => token.GetString()));
    }

    private static RoutedText Text(string text) =>
        new("topic", text, false, false, [new(0, text.Length, TokenKind.Word)], 2, [[0, 1], [2, 3]], [[0.6f, 0.4f], [0.6f, 0.4f]]);

    private static JsonDocument Data(string page) => JsonDocument.Parse(Island().Match(page).Groups[1].Value);

    [GeneratedRegex("<script")]
    private static partial Regex Opening();

    [GeneratedRegex("""https?://[^"'\s)]+""")]
    private static partial Regex Address();

    [GeneratedRegex("""id="data">(.*?)</script>""")]
    private static partial Regex Island();
}
