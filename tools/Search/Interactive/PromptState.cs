using SearchEngine.Search;

namespace SearchEngine.Cli.Interactive;

/// <summary>What the prompt does after an input.</summary>
internal enum PromptAction
{
    /// <summary>Nothing but drawing the state.</summary>
    None,

    /// <summary>Search for the changed line.</summary>
    Search,

    /// <summary>Show the selected hit's text.</summary>
    ShowHit,

    /// <summary>Open the file in an editor.</summary>
    OpenEditor,

    /// <summary>Open the file in a pager.</summary>
    OpenPager,

    /// <summary>Open the file with the desktop's default program.</summary>
    OpenDefault,

    /// <summary>Leave the prompt.</summary>
    Exit,

    /// <summary>Leave the prompt with the exit code of a cancellation.</summary>
    Cancel,
}

/// <summary>The state of the prompt: the line, the results, and the hit that is selected or shown.</summary>
internal sealed class PromptState(QueryHistory history)
{
    public EditorLine Line { get; private set; } = EditorLine.Empty;

    public SearchResults? Results { get; private set; }

    /// <summary>A notice or an error message; empty if there is none.</summary>
    public string Notice { get; set; } = "";

    /// <summary>The index of the selected hit.</summary>
    public int SelectedIndex { get; private set; }

    public SearchHit? SelectedHit => Results is { Hits.Count: > 0 } ? Results.Hits[SelectedIndex] : null;

    /// <summary>The document that is shown instead of the list; null if the list is shown.</summary>
    public DocumentPage? Page { get; private set; }

    public void SetResults(SearchResults? results)
    {
        Results = results;
        Notice = "";
        SelectedIndex = 0;
    }

    public void ShowPage(DocumentPage page)
    {
        history.Add(Line.Text);
        Notice = "";
        Page = page;
    }

    public PromptAction Handle(PromptInput input)
    {
        if (input.IsControlKey(ConsoleKey.C)) return PromptAction.Cancel;
        return Page is null ? HandleInList(input) : HandleInPage(input, Page);
    }

    private PromptAction HandleInList(PromptInput input)
    {
        if (input.IsPlainKey(ConsoleKey.Escape) || (input.IsControlKey(ConsoleKey.D) && Line.Text.Length == 0))
        {
            history.Add(Line.Text);
            return PromptAction.Exit;
        }
        if (input.IsPlainKey(ConsoleKey.Enter)) return SelectedHit is null ? PromptAction.None : PromptAction.ShowHit;
        bool isUp = input.IsPlainKey(ConsoleKey.UpArrow), isDown = input.IsPlainKey(ConsoleKey.DownArrow);
        if (input.IsControlKey(ConsoleKey.P) || (isUp && SelectedHit is null))
            return SetLine(history.MoveToOlder() is { } older ? EditorLine.FromText(older) : Line);
        if (input.IsControlKey(ConsoleKey.N) || (isDown && SelectedHit is null))
            return SetLine(EditorLine.FromText(history.MoveToNewer()));
        if (isUp) return Select(SelectedIndex - 1);
        if (isDown) return Select(SelectedIndex + 1);
        return SetLine(LineKeys.Apply(Line, input));
    }

    private PromptAction HandleInPage(PromptInput input, DocumentPage page)
    {
        if (input.PastedText is not null) return PromptAction.None;
        switch (input.Key.Key)
        {
            case ConsoleKey.Escape or ConsoleKey.Q or ConsoleKey.Backspace or ConsoleKey.LeftArrow: Page = null; break;
            case ConsoleKey.D when input.IsControlKey(ConsoleKey.D): return PromptAction.Exit;
            case ConsoleKey.UpArrow: page.Scroll(-1); break;
            case ConsoleKey.DownArrow or ConsoleKey.Enter: page.Scroll(1); break;
            case ConsoleKey.PageUp: page.ScrollPages(-1); break;
            case ConsoleKey.PageDown or ConsoleKey.Spacebar: page.ScrollPages(1); break;
            case ConsoleKey.E: return PromptAction.OpenEditor;
            case ConsoleKey.P: return PromptAction.OpenPager;
            case ConsoleKey.O: return PromptAction.OpenDefault;
        }
        return PromptAction.None;
    }

    private PromptAction Select(int index)
    {
        SelectedIndex = Math.Clamp(index, 0, Results!.Hits.Count - 1);
        return PromptAction.None;
    }

    private PromptAction SetLine(EditorLine line)
    {
        bool changed = line.Text != Line.Text;
        Line = line;
        return changed ? PromptAction.Search : PromptAction.None;
    }
}
