using SearchEngine.Cli.Interactive;
using SearchEngine.Cli.Output;
using SearchEngine.Search;

namespace SearchEngine.Cli.Tests.Interactive;

public sealed class PromptViewTests
{
    private const int Width = 40, Height = 12;

    private readonly PromptState _state = new(QueryHistory.Open(null));

    [Fact]
    public void Render_List_MarksTheSelectedHitAndKeepsItVisible()
    {
        _state.Handle(new PromptInput(default, "a query"));
        _state.SetResults(SampleResults.WithHits("one", "two", "three", "four"));
        for (int i = 0; i < 3; i++) _state.Handle(new PromptInput(new ConsoleKeyInfo('\0', ConsoleKey.DownArrow, false, false, false)));

        string[] lines = Render();

        Assert.Contains("> four", lines);
        Assert.Contains("  three", lines);
        Assert.DoesNotContain("  two", lines);
        Assert.Equal("4 documents · 5 ms", lines[1]);
    }

    [Theory]
    [InlineData("\e[31mred\a\u009b2J\u202e")]
    [InlineData("日本語のとても長い題名は端末の幅に収まらないので短くされる")]
    [InlineData("a title that is much longer than the forty columns of this terminal")]
    public void Render_AnyDocument_FitsWithoutControlCharacters(string text)
    {
        _state.SetResults(
            new SearchResults(text, [SampleResults.CreateHit(text, path: text, text: text)], new SearchTimings(0, 0, 0, 0, 5), 0, 0));
        string[] list = Render();
        _state.ShowPage(DocumentPage.Open(_state.SelectedHit!, ""));
        string[] page = Render();

        Assert.All([.. list, .. page], line =>
        {
            Assert.DoesNotContain(line, character => char.IsControl(character) || character == '\u202e');
            Assert.InRange(DisplayWidth.Measure(line), 0, Width);
        });
        Assert.InRange(list.Length, 1, Height);
        Assert.InRange(page.Length, 1, Height);
    }

    [Fact]
    public void Render_LongLine_ShowsThePartAtTheCursor()
    {
        _state.Handle(new PromptInput(default, $"beginning {new string('x', 60)} end"));

        Frame frame = new PromptView(new Terminal(quiet: false, noColor: true)).Render(_state, Width, Height);

        Assert.EndsWith("x end", frame.Lines[0]);
        Assert.DoesNotContain("beginning", frame.Lines[0]);
        Assert.InRange(frame.CursorColumn!.Value, 0, Width - 1);
    }

    [Fact]
    public void Render_Page_ShowsThePassageInItsDocument()
    {
        string text = string.Concat(Enumerable.Range(1, 40).Select(line => $"line {line}\n"));
        SearchHit hit = SampleResults.CreateHit(
            "Note", text: "line 20\nline 21", start: text.IndexOf("line 20", StringComparison.Ordinal), line: 20);
        _state.SetResults(new SearchResults("line", [hit], new SearchTimings(0, 0, 0, 0, 5), 0, 0));
        _state.ShowPage(DocumentPage.Open(hit, text));

        string[] lines = Render();

        Assert.Equal(["  line 18", "  line 19", "│ line 20", "│ line 21", "  line 22"], lines[3..8]);
        _state.Handle(new PromptInput(new ConsoleKeyInfo('\0', ConsoleKey.DownArrow, false, false, false)));
        Assert.Equal("  line 19", Render()[3]);
        for (int i = 0; i < 9; i++) _state.Handle(new PromptInput(new ConsoleKeyInfo('\0', ConsoleKey.PageDown, false, false, false)));
        Assert.Contains("  line 40", Render());
    }

    /// <summary>A span is meaningless in a text that has changed since the search.</summary>
    [Theory]
    [InlineData("something else altogether, and as long as it was")]
    [InlineData("")]
    public void Render_PageOfAChangedText_ShowsThePassageAlone(string text)
    {
        _state.SetResults(SampleResults.WithHits("x"));
        _state.ShowPage(DocumentPage.Open(SampleResults.CreateHit("Note"), text));

        Assert.Equal(["│ A passage.", ""], Render()[3..5]);
    }

    private string[] Render() => [.. new PromptView(new Terminal(quiet: false, noColor: true)).Render(_state, Width, Height).Lines];
}
