using SearchEngine.Cli.Output;
using SearchEngine.Search;

namespace SearchEngine.Cli.Interactive;

/// <summary>A page that shows a document's text around a found passage, and can be scrolled.</summary>
internal sealed class DocumentPage
{
    /// <summary>The maximum number of UTF-16 units shown before and after the passage.</summary>
    private const int ContextLength = 50_000;

    private readonly string _before, _passage, _after;
    private (int Width, IReadOnlyList<(string Text, bool Found)> Lines)? _wrapped;
    private int? _top;
    private int _height = 1;

    private DocumentPage(SearchHit hit, string before, string passage, string after) =>
        (Hit, _before, _passage, _after) = (hit, before, passage, after);

    public SearchHit Hit { get; }

    /// <summary>
    /// Opens the best passage within <paramref name="text"/>, or the passage alone if the text has changed since the search.
    /// </summary>
    public static DocumentPage Open(SearchHit hit, string text)
    {
        Passage passage = hit.Passages[0];
        (int start, int end) = (passage.Location.Start, passage.Location.End);
        if (end > text.Length || text[start..end] != passage.Text) return new DocumentPage(hit, "", passage.Text, "");
        string before = text[Math.Max(0, start - ContextLength)..start];
        string after = text[end..Math.Min(text.Length, end + ContextLength)];
        return new DocumentPage(hit, before, passage.Text, after);
    }

    public void Scroll(int lines) => _top += lines;

    public void ScrollPages(int pages) => _top += pages * Math.Max(1, _height - 1);

    /// <summary>Returns the visible lines, which at first begin a little before the passage.</summary>
    public IEnumerable<(string Text, bool Found)> Lines(int width, int height)
    {
        _height = height;
        if (_wrapped?.Width != width)
            _wrapped = (width, [.. Wrap(_before, false, width), .. Wrap(_passage, true, width), .. Wrap(_after, false, width)]);
        IReadOnlyList<(string Text, bool Found)> lines = _wrapped.Value.Lines;
        _top ??= lines.Index().First(line => line.Item.Found).Index - (height / 4);
        _top = Math.Clamp(_top.Value, 0, Math.Max(0, lines.Count - height));
        return lines.Skip(_top.Value).Take(height);
    }

    private static IEnumerable<(string, bool)> Wrap(string text, bool found, int width)
    {
        string plain = PlainText.ReplaceControls(text).Replace("\t", "    ", StringComparison.Ordinal);
        // The line breaks between the parts are not lines.
        if (!found) plain = plain.StartsWith('\n') ? plain[1..] : plain.EndsWith('\n') ? plain[..^1] : plain;
        return plain.Length == 0 ? [] : PlainText.Wrap(plain, width).Select(line => (line, found));
    }
}
