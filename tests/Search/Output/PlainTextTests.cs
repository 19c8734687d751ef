using SearchEngine.Cli.Output;

namespace SearchEngine.Cli.Tests.Output;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("tab\tand\nline", "tab\tand\nline")]
    [InlineData("\e[31mred\a", "\ufffd[31mred\ufffd")]
    [InlineData("\u009b2J\u0085", "\ufffd2J\n")]
    [InlineData("invoice\u202efdp.exe", "invoice\ufffdfdp.exe")]
    [InlineData("a\u2066b\u2067c\u2068d\u2069e\u202af\u202bg\u202ch\u202di", "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffdg\ufffdh\ufffdi")]
    [InlineData("שלום\u200f", "שלום\u200f")]
    public void ReplaceControls_AnyText_HasNoControlCharacters(string text, string safe) =>
        Assert.Equal(safe, PlainText.ReplaceControls(text));

    [Fact]
    public void ToSingleLine_LineBreaksAndTabs_AreReplacedToo() => Assert.Equal("a\ufffdb\ufffdc", PlainText.ToSingleLine("a\r\nb\tc"));

    [Theory]
    [InlineData("""{"a":"x‮y⁦"}""", """{"a":"x\u202ey\u2066"}""")]
    [InlineData("""{"a":"x"}""", """{"a":"x"}""")]
    public void EscapeBidirectional_Json_KeepsItsMeaning(string json, string escaped) =>
        Assert.Equal(escaped, PlainText.EscapeBidirectional(json));

    [Theory]
    [InlineData("one two three", "one two|three")]
    [InlineData("one\n  two three", "one|  two|  three")]
    [InlineData("- one two three", "- one|  two|  three")]
    [InlineData("unbreakable", "unbreaka|ble")]
    [InlineData("日本語の長い文", "日本語の|長い文")]
    [InlineData("語 日本語の", "語|日本語の")]
    [InlineData("          x", "|    x")]
    public void Wrap_AtEightColumns_BreaksAtSpacesIfPossible(string text, string lines) =>
        Assert.Equal(lines.Split('|'), PlainText.Wrap(text, 8));
}
