using System.Text.Json;
using System.Text.RegularExpressions;
using SearchEngine.Cli.Experts;

namespace SearchEngine.Cli.Tests.Experts;

public sealed partial class ExpertsPageTests
{
    private const string Hostile = "</script><script>alert(1)</script><!-- & ' \u2028 /*data*/ /*script*/";

    [Fact]
    public void Html_TextThatClosesTheScriptElement_IsEscaped()
    {
        string page = ExpertsPage.RenderHtml(SampleReports.TwoLayers(Hostile), [CreateText(Hostile)]);

        Assert.Equal(2, Opening().Count(page));
        Assert.Equal(2, page.Split("</script>").Length - 1);
        using JsonDocument data = Data(page);
        Assert.Equal(Hostile, data.RootElement.GetProperty("report").GetProperty("topics")[0].GetProperty("topic").GetString());
        Assert.Equal(Hostile, data.RootElement.GetProperty("texts")[0].GetProperty("tokens")[0].GetString());
    }

    [Fact]
    public void Html_Page_MakesNoNetworkRequests()
    {
        string page = ExpertsPage.RenderHtml(SampleReports.TwoLayers("notes"), [CreateText("of")]);

        Assert.Contains("Content-Security-Policy\" content=\"default-src 'none'", page, StringComparison.Ordinal);
        // The only address is the namespace of SVG elements.
        Assert.All(Address().Matches(page).Select(match => match.Value), address => Assert.Equal("http://www.w3.org/2000/svg", address));
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_SeveralTokensOfACharacter_ShowItOnce()
    {
        RoutedToken[] tokens = [new(0, 1, TokenKind.Word), new(1, 3, TokenKind.Word), new(1, 3, TokenKind.Word), new(3, 4, TokenKind.Word)];
        RoutedText text = new("topic", "a😀b", false, false, tokens, 2, [new int[8], new int[8]], [new float[8], new float[8]]);

        using JsonDocument data = Data(ExpertsPage.RenderHtml(SampleReports.TwoLayers("topic"), [text]));

        JsonElement shown = data.RootElement.GetProperty("texts")[0].GetProperty("tokens");
        Assert.Equal(["a", "😀", "", "b"], shown.EnumerateArray().Select(token => token.GetString()));
    }

    private static RoutedText CreateText(string text)
    {
        float[] weights = [0.6f, 0.4f];
        return new RoutedText("topic", text, false, false, [new(0, text.Length, TokenKind.Word)], 2, [[0, 1], [2, 3]], [weights, weights]);
    }

    private static JsonDocument Data(string page) => JsonDocument.Parse(Island().Match(page).Groups[1].Value);

    [GeneratedRegex("<script")]
    private static partial Regex Opening();

    [GeneratedRegex("""https?://[^"'\s)]+""")]
    private static partial Regex Address();

    [GeneratedRegex("""id="data">(.*?)</script>""")]
    private static partial Regex Island();
}
