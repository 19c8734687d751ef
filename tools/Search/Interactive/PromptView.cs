using System.Globalization;
using SearchEngine.Cli.Output;
using SearchEngine.Search;

namespace SearchEngine.Cli.Interactive;

/// <summary>What the terminal shows: as many lines as it has at most, and the column of the cursor in the first of them.</summary>
internal sealed record Frame(IReadOnlyList<string> Lines, int? Cursor);

/// <summary>Draws the prompt's state.</summary>
internal sealed class PromptView(Terminal terminal)
{
    private const string Mark = "search> ";
    private const int LinesOfHit = 3, LinesAround = 4;

    public Frame Render(PromptState state, int width, int height) => state.Page is { } page ? RenderPage(page, state, width, height) : RenderList(state, width, height);

    private Frame RenderList(PromptState state, int width, int height)
    {
        (string line, int cursor) = Window(state.Line, width - Mark.Length - 1);
        List<string> lines = [terminal.Accent(Mark) + line, terminal.Dim(Cells.Fit(Summary(state), width)), ""];
        int shown = Math.Max(1, (height - LinesAround) / LinesOfHit), top = Math.Max(0, state.Chosen - shown + 1);
        foreach (SearchHit hit in state.Results?.Hits.Skip(top).Take(shown) ?? []) lines.AddRange(RenderHit(hit, hit == state.Hit, width));
        while (lines.Count < height - 1) lines.Add("");
        lines.Add(terminal.Dim(Cells.Fit("↑↓ choose · Enter show · Ctrl-P/N earlier queries · Esc leave", width)));
        return new Frame([.. lines.Take(height)], Mark.Length + cursor);
    }

    private Frame RenderPage(DocumentPage page, PromptState state, int width, int height)
    {
        SearchHit hit = page.Hit;
        List<string> lines = [terminal.Bold(Cells.Fit(PlainText.OneLine(HitText.Heading(hit, hit.Passages[0])), width)), terminal.Accent(Cells.Fit(PlainText.OneLine(HitText.Locate(hit, hit.Passages[0])), width)), ""];
        lines.AddRange(page.Lines(width - 2, Math.Max(1, height - LinesAround)).Select(line => (line.Found ? terminal.Accent("│ ") : "  ") + line.Text));
        while (lines.Count < height - 1) lines.Add("");
        string keys = "↑↓ scroll · e edit · p page · o open · Esc back";
        lines.Add(terminal.Dim(Cells.Fit(state.Notice.Length > 0 ? PlainText.OneLine(state.Notice) : keys, width)));
        return new Frame([.. lines.Take(height)], null);
    }

    private IEnumerable<string> RenderHit(SearchHit hit, bool chosen, int width)
    {
        Passage best = hit.Passages[0];
        string heading = Cells.Fit(PlainText.OneLine(HitText.Heading(hit, best)), width - 2);
        yield return chosen ? terminal.Accent("> ") + terminal.Bold(heading) : "  " + heading;
        yield return "  " + terminal.Accent(Cells.Fit(PlainText.OneLine(HitText.Locate(hit, best)), width - 2));
        yield return "  " + terminal.Dim(Cells.Fit(PlainText.OneLine(string.Join(' ', HitText.Body(best).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))), width - 2));
    }

    private static string Summary(PromptState state)
    {
        if (state.Notice.Length > 0) return PlainText.OneLine(state.Notice);
        if (state.Line.Text.Length == 0 || state.Results is not { } results) return "type what you look for";
        if (results.Hits.Count == 0) return "nothing found";
        return string.Create(CultureInfo.InvariantCulture, $"{results.Hits.Count} documents · {results.Timings.Total:F0} ms{(results.Pending > 0 ? $" · {results.Pending} passages not encoded yet" : "")}");
    }

    /// <summary>The part of the line around the cursor that fits, and the cursor's column in it.</summary>
    private static (string Text, int Cursor) Window(EditorLine line, int width)
    {
        string before = Cells.FitEnd(line.Before, width);
        return (Cells.Fit(before + line.After, width), Cells.Width(before));
    }
}
