using System.Text;

namespace SearchEngine.Documents.Formats.Pdf;

/// <summary>
/// Puts lines together to headings, paragraphs, list items and rows. A paragraph ends where the next line stands lower than lines usually do, is indented, or is set otherwise; it goes on in the next column
/// or on the next page where it breaks off in the middle of a sentence.
/// </summary>
internal sealed class PdfBlockWriter
{
    // In sizes of the text: what is larger is a heading, and what is lower by this share than lines usually stand is a new paragraph.
    private const double HeadingSize = 1.12, MaxLineSpacing = 1.3, MinIndent = 0.8;
    private const int MaxHeadingLength = 200;
    private const string Bullets = "•◦▪–—-*‣●○■";

    private readonly DocumentBuilder _builder;
    private readonly List<PdfPage> _pages;
    private readonly double _bodySize, _lineSpacing;
    private readonly List<double> _headingSizes;
    private readonly LineHyphens _hyphens;
    private readonly StringBuilder _text = new();
    private readonly List<PdfLine> _open = [];
    private int _page;

    public PdfBlockWriter(DocumentBuilder builder, List<PdfPage> pages)
    {
        (_builder, _pages) = (builder, pages);
        IEnumerable<PdfLine> lines = pages.SelectMany(page => page.Lines);
        _hyphens = new LineHyphens(lines);
        _bodySize = FindMostCommon(lines.Select(line => (Math.Round(line.Size, 1), line.Text.Length)), 1);
        _lineSpacing = FindMostCommon(pages.SelectMany(page => page.Lines.Zip(page.Lines.Skip(1), (one, next) => (Math.Round((one.Baseline - next.Baseline) / _bodySize, 1), next.Text.Length)))
            .Where(pitch => pitch.Item1 is > 0.5 and < 4), 1.2) * _bodySize;
        _headingSizes = [.. lines.Where(IsLarge).Select(line => Math.Round(line.Size, 1)).Distinct().OrderDescending().Take(5)];
    }

    /// <summary>The first heading of the first page that has text: what the document is called, where its metadata do not say.</summary>
    public string? FirstTitle { get; private set; }

    public void Write()
    {
        foreach (PdfPage page in _pages)
        {
            foreach (PdfLine line in page.Lines)
            {
                if (_open.Count > 0 && !ContinuesBlock(line, page.Number)) EndBlock();
                if (_open.Count == 0) BeginBlock(page.Number);
                Append(line);
                _page = page.Number;
            }
        }
        if (_open.Count > 0) EndBlock();
    }

    private void BeginBlock(int page) => _builder.SetPlace($"page {page}");

    private bool ContinuesBlock(PdfLine line, int page)
    {
        PdfLine last = _open[^1];
        if (line.IsRow || last.IsRow || line.Direction != last.Direction || StartsListItem(line)) return false;
        if (Math.Abs(line.Size - last.Size) > 0.1 * last.Size || (line.IsBold != last.IsBold && (LooksLikeHeading(last) || LooksLikeHeading(line)))) return false;
        double down = last.Baseline - line.Baseline;
        bool below = page == _page && down > 0 && line.Left < _open.Max(open => open.Right);
        // On the next page or in the next column: where the sentence is not over.
        if (!below) return !IsLarge(line) && !EndsSentence(last.Text) && char.IsLower(line.Text[0]);
        if (down > MaxLineSpacing * Math.Max(_lineSpacing, 1.15 * last.Size)) return false;
        if (IsLarge(line)) return true;
        bool indented = line.Left - _open.Min(open => open.Left) > MinIndent * line.Size && _open.Count > 1 && EndsSentence(last.Text) && !StartsListItem(_open[0]);
        bool shortBefore = last.Right < _open[0].Left + 0.75 * (_open.Max(open => open.Right) - _open[0].Left) && _open.Count > 1 && EndsSentence(last.Text);
        return !indented && !shortBefore;
    }

    private void Append(PdfLine line)
    {
        if (_text.Length > 0)
        {
            bool hyphen = _text.Length > 1 && _text[^1] is '-' or '–' && !char.IsWhiteSpace(_text[^2]);
            if (!hyphen) _text.Append(' ');
            else if (_hyphens.DividesWord(_text, line.Text)) _text.Length--;
        }
        _text.Append(line.Text);
        _open.Add(line);
    }

    private void EndBlock()
    {
        PdfLine first = _open[0];
        string text = _text.ToString();
        _text.Clear();
        bool heading = text.Length <= MaxHeadingLength && (IsLarge(first) || (first.IsBold && _open.TrueForAll(LooksLikeHeading) && _open.Count <= 2)) && !first.IsRow && text.Any(char.IsLetter);
        _open.Clear();
        if (heading)
        {
            FirstTitle ??= _builder.IsEmpty && IsLarge(first) ? text : null;
            int level = _headingSizes.IndexOf(Math.Round(first.Size, 1)) is >= 0 and int rank ? rank + 1 : IsLarge(first) ? 5 : Math.Min(_headingSizes.Count + 1, 6);
            _builder.AddHeading(text, level);
        }
        else if (first.IsRow) _builder.AddRow(text.Split(" | "));
        else _builder.AddBlock(StartsListItem(first) ? BlockKind.ListItem : BlockKind.Paragraph, text);
    }

    private bool IsLarge(PdfLine line) => line.Size > HeadingSize * _bodySize;

    private bool LooksLikeHeading(PdfLine line) => IsLarge(line) || (line.IsBold && line.Text.Length < MaxHeadingLength / 2 && !EndsSentence(line.Text));

    private static bool EndsSentence(string text) => text.TrimEnd('"', '”', '’', ')', ' ') is [.., '.' or '?' or '!' or ':' or '。'];

    private static bool StartsListItem(PdfLine line)
    {
        ReadOnlySpan<char> text = line.Text;
        if (text.Length > 1 && Bullets.Contains(text[0]) && text[1] == ' ') return true;
        int digits = text.IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and < 3 && digits + 1 < text.Length && text[digits] is '.' or ')' && text[digits + 1] == ' ';
    }

    private static double FindMostCommon(IEnumerable<(double Value, int Weight)> values, double defaultValue) => values
        .GroupBy(value => value.Value, value => value.Weight).Select(group => (group.Key, Weight: group.Sum())).OrderByDescending(group => group.Weight).ThenBy(group => group.Key)
        .Select(group => group.Key).FirstOrDefault(defaultValue);
}
