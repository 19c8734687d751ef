using System.Globalization;
using SearchEngine.Cli.Output;
using SearchEngine.Search;

namespace SearchEngine.Cli.Interactive;

/// <summary>The lines that a terminal shows, and the column of the cursor in the first line.</summary>
internal sealed record Frame(IReadOnlyList<string> Lines, int? CursorColumn);

/// <summary>Renders the prompt's state.</summary>
internal sealed class PromptView(Terminal terminal)
{
    private const string PromptText = "search> ";
    private const int LinesPerHit = 3, ReservedLines = 4;

    public Frame Render(PromptState state, int width, int height) =>
        state.Page is { } page ? RenderPage(page, state, width, height) : RenderList(state, width, height);

    private Frame RenderList(PromptState state, int width, int height)
    {
        (string line, int cursor) = GetVisiblePart(state.Line, width - PromptText.Length - 1);
        List<string> lines = [terminal.Accent(PromptText) + line, terminal.Dim(DisplayWidth.Truncate(Summarize(state), width)), ""];
        int shown = Math.Max(1, (height - ReservedLines) / LinesPerHit), top = Math.Max(0, state.SelectedIndex - shown + 1);
        foreach (SearchHit hit in state.Results?.Hits.Skip(top).Take(shown) ?? [])
            lines.AddRange(RenderHit(hit, hit == state.SelectedHit, width));
        while (lines.Count < height - 1) lines.Add("");
        lines.Add(terminal.Dim(DisplayWidth.Truncate("↑↓ select · Enter show · Ctrl-P/N query history · Esc leave", width)));
        return new Frame([.. lines.Take(height)], PromptText.Length + cursor);
    }

    private Frame RenderPage(DocumentPage page, PromptState state, int width, int height)
    {
        SearchHit hit = page.Hit;
        List<string> lines =
        [
            terminal.Bold(ToLine(HitText.FormatHeading(hit, hit.Passages[0]), width)),
            terminal.Accent(ToLine(LocationText.Format(hit.Passages[0].Location), width)),
            "",
        ];
        IEnumerable<(string Text, bool Found)> text = page.Lines(width - 2, Math.Max(1, height - ReservedLines));
        lines.AddRange(text.Select(line => (line.Found ? terminal.Accent("│ ") : "  ") + line.Text));
        while (lines.Count < height - 1) lines.Add("");
        const string keys = "↑↓ scroll · e edit · p pager · o open · Esc back";
        lines.Add(terminal.Dim(ToLine(state.Notice.Length > 0 ? state.Notice : keys, width)));
        return new Frame([.. lines.Take(height)], null);
    }

    private IEnumerable<string> RenderHit(SearchHit hit, bool selected, int width)
    {
        Passage best = hit.Passages[0];
        string heading = ToLine(HitText.FormatHeading(hit, best), width - 2);
        yield return selected ? terminal.Accent("> ") + terminal.Bold(heading) : "  " + heading;
        yield return "  " + terminal.Accent(ToLine(LocationText.Format(best.Location), width - 2));
        yield return "  " + terminal.Dim(ToLine(PlainText.CollapseWhitespace(HitText.GetBody(best)), width - 2));
    }

    private static string ToLine(string text, int width) => DisplayWidth.Truncate(PlainText.ToSingleLine(text), width);

    private static string Summarize(PromptState state)
    {
        if (state.Notice.Length > 0) return PlainText.ToSingleLine(state.Notice);
        if (state.Line.Text.Length == 0 || state.Results is not { } results) return "type a query";
        if (results.Hits.Count == 0) return "nothing found";
        string unembedded = results.UnembeddedChunks > 0 ? $" · {results.UnembeddedChunks} passages not encoded yet" : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{results.Hits.Count} documents · {results.Timings.Total:F0} ms{unembedded}");
    }

    /// <summary>Returns the part of the line around the cursor that fits, and the cursor's column in it.</summary>
    private static (string Text, int Cursor) GetVisiblePart(EditorLine line, int width)
    {
        string before = DisplayWidth.TruncateStart(line.Before, width);
        return (DisplayWidth.Truncate(before + line.After, width), DisplayWidth.Measure(before));
    }
}
