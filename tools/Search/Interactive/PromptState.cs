using SearchEngine.Search;

namespace SearchEngine.Cli.Interactive;

/// <summary>What the prompt is to do after an input.</summary>
internal enum PromptAction
{
    /// <summary>Show what there is.</summary>
    None,

    /// <summary>Search for the line, which has changed.</summary>
    Search,

    /// <summary>Show the chosen hit's text.</summary>
    ShowHit,

    /// <summary>Open the file in an editor.</summary>
    OpenEditor,

    /// <summary>Open the file in a pager.</summary>
    OpenPager,

    /// <summary>Open the file as the desktop does.</summary>
    OpenDefault,

    /// <summary>End.</summary>
    Exit,

    /// <summary>End as cancelled.</summary>
    Cancel,
}

/// <summary>The prompt between two inputs: the line, what was found, and which hit is chosen or shown.</summary>
internal sealed class PromptState(QueryHistory history)
{
    public EditorLine Line { get; private set; } = EditorLine.Empty;

    public SearchResults? Results { get; private set; }

    /// <summary>Something worth knowing that is not a result.</summary>
    public string Notice { get; set; } = "";

    /// <summary>Which hit is chosen, from 0.</summary>
    public int SelectedIndex { get; private set; }

    public SearchHit? SelectedHit => Results is { Hits.Count: > 0 } ? Results.Hits[SelectedIndex] : null;

    /// <summary>The document that is shown in place of the list; null where the list is.</summary>
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
        if (input.IsControlKey(ConsoleKey.P) || (input.IsPlainKey(ConsoleKey.UpArrow) && SelectedHit is null)) return SetLine(history.MoveToOlder() is { } older ? EditorLine.FromText(older) : Line);
        if (input.IsControlKey(ConsoleKey.N) || (input.IsPlainKey(ConsoleKey.DownArrow) && SelectedHit is null)) return SetLine(EditorLine.FromText(history.MoveToNewer()));
        if (input.IsPlainKey(ConsoleKey.UpArrow)) return Select(SelectedIndex - 1);
        if (input.IsPlainKey(ConsoleKey.DownArrow)) return Select(SelectedIndex + 1);
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
