using SearchEngine.Search;

namespace SearchEngine.Cli.Interactive;

/// <summary>What the prompt is to do after an input.</summary>
internal enum PromptStep
{
    /// <summary>Show what there is.</summary>
    Draw,

    /// <summary>Search for the line, which has changed.</summary>
    Search,

    /// <summary>Show the chosen hit's text.</summary>
    Show,

    /// <summary>Open the file in an editor.</summary>
    Edit,

    /// <summary>Open the file in a pager.</summary>
    Page,

    /// <summary>Open the file as the desktop does.</summary>
    Open,

    /// <summary>End.</summary>
    Leave,

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
    public int Chosen { get; private set; }

    public SearchHit? Hit => Results is { Hits.Count: > 0 } ? Results.Hits[Chosen] : null;

    /// <summary>The document that is shown in place of the list; null where the list is.</summary>
    public DocumentPage? Page { get; private set; }

    public void Found(SearchResults? results)
    {
        Results = results;
        Notice = "";
        Chosen = 0;
    }

    public void Show(DocumentPage page)
    {
        history.Add(Line.Text);
        Notice = "";
        Page = page;
    }

    public PromptStep Handle(PromptInput input)
    {
        if (input.IsControl(ConsoleKey.C)) return PromptStep.Cancel;
        return Page is null ? InList(input) : InPage(input, Page);
    }

    private PromptStep InList(PromptInput input)
    {
        if (input.Is(ConsoleKey.Escape) || (input.IsControl(ConsoleKey.D) && Line.Text.Length == 0))
        {
            history.Add(Line.Text);
            return PromptStep.Leave;
        }
        if (input.Is(ConsoleKey.Enter)) return Hit is null ? PromptStep.Draw : PromptStep.Show;
        if (input.IsControl(ConsoleKey.P) || (input.Is(ConsoleKey.UpArrow) && Hit is null)) return Edit(history.Older() is { } older ? EditorLine.Of(older) : Line);
        if (input.IsControl(ConsoleKey.N) || (input.Is(ConsoleKey.DownArrow) && Hit is null)) return Edit(EditorLine.Of(history.Newer()));
        if (input.Is(ConsoleKey.UpArrow)) return Choose(Chosen - 1);
        if (input.Is(ConsoleKey.DownArrow)) return Choose(Chosen + 1);
        return Edit(LineKeys.Apply(Line, input));
    }

    private PromptStep InPage(PromptInput input, DocumentPage page)
    {
        if (input.Pasted is not null) return PromptStep.Draw;
        switch (input.Key.Key)
        {
            case ConsoleKey.Escape or ConsoleKey.Q or ConsoleKey.Backspace or ConsoleKey.LeftArrow: Page = null; break;
            case ConsoleKey.D when input.IsControl(ConsoleKey.D): return PromptStep.Leave;
            case ConsoleKey.UpArrow: page.Scroll(-1); break;
            case ConsoleKey.DownArrow or ConsoleKey.Enter: page.Scroll(1); break;
            case ConsoleKey.PageUp: page.ScrollPages(-1); break;
            case ConsoleKey.PageDown or ConsoleKey.Spacebar: page.ScrollPages(1); break;
            case ConsoleKey.E: return PromptStep.Edit;
            case ConsoleKey.P: return PromptStep.Page;
            case ConsoleKey.O: return PromptStep.Open;
        }
        return PromptStep.Draw;
    }

    private PromptStep Choose(int hit)
    {
        Chosen = Math.Clamp(hit, 0, Results!.Hits.Count - 1);
        return PromptStep.Draw;
    }

    private PromptStep Edit(EditorLine line)
    {
        bool changed = line.Text != Line.Text;
        Line = line;
        return changed ? PromptStep.Search : PromptStep.Draw;
    }
}
