using SearchEngine.Cli.Interactive;

namespace SearchEngine.Cli.Tests.Interactive;

public sealed class PromptStateTests
{
    private readonly QueryHistory _history = QueryHistory.Open(null);
    private readonly PromptState _state;

    public PromptStateTests()
    {
        _history.Add("earlier");
        _state = new PromptState(_history);
    }

    [Fact]
    public void Handle_Letter_Searches()
    {
        Assert.Equal(PromptAction.Search, Press('r'));
        Assert.Equal("r", _state.Line.Text);
    }

    [Fact]
    public void Handle_CursorMovement_DoesNotSearch()
    {
        Press('r');

        Assert.Equal(PromptAction.None, Press(ConsoleKey.LeftArrow));
        Assert.Equal(0, _state.Line.Cursor);
    }

    [Fact]
    public void Handle_Arrows_SelectWithinTheHits()
    {
        _state.SetResults(SampleResults.WithHits("one", "two", "three"));

        Press(ConsoleKey.UpArrow);
        Assert.Equal("one", _state.SelectedHit!.Title);
        for (int i = 0; i < 5; i++) Press(ConsoleKey.DownArrow);
        Assert.Equal("three", _state.SelectedHit!.Title);
        _state.SetResults(SampleResults.WithHits("four"));
        Assert.Equal("four", _state.SelectedHit!.Title);
    }

    [Fact]
    public void Handle_Enter_ShowsTheSelectedHitAndSavesTheQuery()
    {
        Assert.Equal(PromptAction.None, Press(ConsoleKey.Enter));
        Press('r');
        _state.SetResults(SampleResults.WithHits("one", "two"));
        Press(ConsoleKey.DownArrow);

        Assert.Equal(PromptAction.ShowHit, Press(ConsoleKey.Enter));
        _state.ShowPage(DocumentPage.Open(_state.SelectedHit!, ""));

        Assert.Equal("two", _state.Page!.Hit.Title);
        Assert.Equal(["earlier", "r"], _history.Queries);
        Assert.Equal(
            [PromptAction.OpenEditor, PromptAction.OpenPager, PromptAction.OpenDefault],
            [Press(ConsoleKey.E), Press(ConsoleKey.P), Press(ConsoleKey.O)]);
        Assert.Equal(PromptAction.None, Press(ConsoleKey.Escape));
        Assert.Null(_state.Page);
    }

    /// <summary>A paste is text: none of its letters opens a program, and none of its line breaks selects a hit.</summary>
    [Fact]
    public void Handle_Paste_ChangesOnlyTheLine()
    {
        Assert.Equal(PromptAction.Search, _state.Handle(new PromptInput(default, "oven\r\e")));
        Assert.Equal("oven ", _state.Line.Text);
        _state.SetResults(SampleResults.WithHits("one"));
        _state.ShowPage(DocumentPage.Open(_state.SelectedHit!, ""));

        Assert.Equal(PromptAction.None, _state.Handle(new PromptInput(default, "o")));
        Assert.NotNull(_state.Page);
        Assert.Equal("oven ", _state.Line.Text);
    }

    [Fact]
    public void Handle_ControlP_RecallsEarlierQueries()
    {
        Assert.Equal(PromptAction.Search, Press(ConsoleKey.P, control: true));
        Assert.Equal("earlier", _state.Line.Text);
        Press(ConsoleKey.N, control: true);
        Assert.Equal("", _state.Line.Text);
    }

    [Fact]
    public void Handle_EscapeOrControlD_Leaves()
    {
        Assert.Equal(PromptAction.Exit, Press(ConsoleKey.D, control: true));
        Press('r');
        Assert.Equal(PromptAction.None, Press(ConsoleKey.D, control: true));
        Assert.Equal(PromptAction.Exit, Press(ConsoleKey.Escape));
        Assert.Equal(["earlier", "r"], _history.Queries);
    }

    [Fact]
    public void Handle_ControlC_Cancels() => Assert.Equal(PromptAction.Cancel, Press(ConsoleKey.C, control: true));

    private PromptAction Press(char letter) =>
        _state.Handle(new PromptInput(new ConsoleKeyInfo(letter, ConsoleKey.R, false, false, false)));

    private PromptAction Press(ConsoleKey key, bool control = false) =>
        _state.Handle(new PromptInput(new ConsoleKeyInfo('\0', key, false, false, control)));
}
