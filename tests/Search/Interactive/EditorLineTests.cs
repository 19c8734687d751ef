using SearchEngine.Cli.Interactive;

namespace SearchEngine.Cli.Tests.Interactive;

/// <summary>Edits of a line; <c>|</c> marks the cursor.</summary>
public sealed class EditorLineTests
{
    private static readonly Dictionary<string, Func<EditorLine, EditorLine>> Edits = new()
    {
        ["left"] = line => line.MoveLeft(),
        ["right"] = line => line.MoveRight(),
        ["word left"] = line => line.MoveWordLeft(),
        ["word right"] = line => line.MoveWordRight(),
        ["home"] = line => line.MoveToStart(),
        ["end"] = line => line.MoveToEnd(),
        ["backspace"] = line => line.Backspace(),
        ["delete"] = line => line.Delete(),
        ["delete word"] = line => line.DeleteWord(),
        ["delete to start"] = line => line.DeleteToStart(),
        ["delete to end"] = line => line.DeleteToEnd(),
    };

    [Theory]
    [InlineData("left", "ab|c", "a|bc")]
    [InlineData("left", "|abc", "|abc")]
    [InlineData("right", "ab|c", "abc|")]
    [InlineData("right", "abc|", "abc|")]
    [InlineData("word left", "two words |", "two |words ")]
    [InlineData("word left", "tw|o", "|two")]
    [InlineData("word right", "two| words here", "two words| here")]
    [InlineData("word right", "two|", "two|")]
    [InlineData("home", "abc|", "|abc")]
    [InlineData("end", "|abc", "abc|")]
    [InlineData("backspace", "ab|c", "a|c")]
    [InlineData("backspace", "|abc", "|abc")]
    [InlineData("delete", "ab|c", "ab|")]
    [InlineData("delete", "abc|", "abc|")]
    [InlineData("delete word", "two words|!", "two |!")]
    [InlineData("delete to start", "two| words", "| words")]
    [InlineData("delete to end", "two| words", "two|")]
    public void Edit_AnyLine_DoesWhatReadlineDoes(string edit, string before, string after) =>
        Assert.Equal(Parse(after), Edits[edit](Parse(before)));

    /// <summary>A combining accent, an emoji of four joined people, and a character outside the basic plane.</summary>
    [Theory]
    [InlineData("e\u0301")]
    [InlineData("👨‍👩‍👧‍👦")]
    [InlineData("𝄞")]
    public void Edit_AtAGrapheme_NeverSplitsIt(string character)
    {
        EditorLine line = EditorLine.FromText($"a{character}b").MoveLeft();

        Assert.Equal("ab", line.Backspace().Text);
        Assert.Equal($"a|{character}b", Format(line.MoveLeft()));
        Assert.Equal(line, line.MoveLeft().MoveRight());
        Assert.Equal("ab", line.MoveLeft().Delete().Text);
    }

    [Theory]
    [InlineData("two\nlines\tand\r\na tab", "two lines and a tab")]
    [InlineData("\e[31mred\a\u009b2J \u202eder", "[31mred2J der")]
    public void Insert_ControlCharacters_KeepsTheOtherText(string pasted, string kept) =>
        Assert.Equal(kept, EditorLine.FromText(pasted).Text);

    [Fact]
    public void Insert_MoreThanFits_KeepsWholeCharacters()
    {
        EditorLine line = EditorLine.FromText("x" + string.Concat(Enumerable.Repeat("𝄞", EditorLine.MaxLength)));

        Assert.Equal(EditorLine.MaxLength - 1, line.Text.Length);
        Assert.Equal(line, line.Insert("𝄞"));
        Assert.Equal(line.Text.Length, line.Cursor);
    }

    private static EditorLine Parse(string shown) => new(shown.Replace("|", ""), shown.IndexOf('|'));

    private static string Format(EditorLine line) => $"{line.Before}|{line.After}";
}
