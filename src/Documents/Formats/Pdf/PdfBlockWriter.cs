using System.Text;

namespace SearchEngine.Documents.Formats.Pdf;

/// <summary>
/// Combines lines into headings, paragraphs, list items and rows. A paragraph ends before a line that is further down than usual,
/// indented, or in another font; it continues in the next column or on the next page if it breaks off within a sentence.
/// </summary>
internal sealed class PdfBlockWriter
{
    // In units of the text size: letters larger than HeadingSize make a heading, line spacing above MaxLineSpacing a new paragraph.
    private const double HeadingSize = 1.12, MaxLineSpacing = 1.3, MinIndent = 0.8;
    private const int MaxHeadingLength = 200;
    private const string Bullets = "•◦▪–—-*‣●○■";

    private readonly DocumentBuilder _builder;
    private readonly List<PdfPage> _pages;
    private readonly double _bodySize, _lineSpacing;
    private readonly List<double> _headingSizes;
    private readonly Dehyphenator _hyphens;
    private readonly StringBuilder _text = new();
    private readonly List<PdfLine> _block = [];
    private int _page;

    public PdfBlockWriter(DocumentBuilder builder, List<PdfPage> pages)
    {
        (_builder, _pages) = (builder, pages);
        IEnumerable<PdfLine> lines = pages.SelectMany(page => page.Lines);
        _hyphens = new Dehyphenator(lines);
        _bodySize = FindMostCommon(lines.Select(line => (Math.Round(line.Size, 1), line.Text.Length)), 1);
        _lineSpacing = FindMostCommon(pages.SelectMany(MeasureSpacing).Where(spacing => spacing.Value is > 0.5 and < 4), 1.2) * _bodySize;
        _headingSizes = [.. lines.Where(IsLarge).Select(line => Math.Round(line.Size, 1)).Distinct().OrderDescending().Take(5)];
    }

    /// <summary>The first heading of the first page with text: the title if the metadata has none.</summary>
    public string? FirstTitle { get; private set; }

    public void Write()
    {
        foreach (PdfPage page in _pages)
        {
            foreach (PdfLine line in page.Lines)
            {
                if (_block.Count > 0 && !ContinuesBlock(line, page.Number)) EndBlock();
                if (_block.Count == 0) _builder.SetPlace($"page {page.Number}");
                Append(line);
                _page = page.Number;
            }
        }
        if (_block.Count > 0) EndBlock();
    }

    private IEnumerable<(double Value, int Weight)> MeasureSpacing(PdfPage page) => page.Lines.Zip(
        page.Lines.Skip(1),
        (line, next) => (Math.Round((line.Baseline - next.Baseline) / _bodySize, 1), next.Text.Length));

    private bool ContinuesBlock(PdfLine line, int page)
    {
        PdfLine last = _block[^1];
        if (line.IsRow || last.IsRow || line.Direction != last.Direction || StartsListItem(line)) return false;
        if (Math.Abs(line.Size - last.Size) > 0.1 * last.Size) return false;
        if (line.IsBold != last.IsBold && (LooksLikeHeading(last) || LooksLikeHeading(line))) return false;
        double down = last.Baseline - line.Baseline;
        double blockRight = _block.Max(member => member.Right);
        bool isBelow = page == _page && down > 0 && line.Left < blockRight;
        // In the next column or on the next page, the block only continues within a sentence.
        if (!isBelow) return !IsLarge(line) && !EndsSentence(last.Text) && char.IsLower(line.Text[0]);
        if (down > MaxLineSpacing * Math.Max(_lineSpacing, 1.15 * last.Size)) return false;
        if (IsLarge(line)) return true;
        if (_block.Count <= 1 || !EndsSentence(last.Text)) return true;
        double indent = line.Left - _block.Min(member => member.Left);
        bool isIndented = indent > MinIndent * line.Size && !StartsListItem(_block[0]);
        bool isAfterShortLine = last.Right < _block[0].Left + 0.75 * (blockRight - _block[0].Left);
        return !isIndented && !isAfterShortLine;
    }

    private void Append(PdfLine line)
    {
        if (_text.Length > 0)
        {
            bool endsWithHyphen = _text.Length > 1 && _text[^1] is '-' or '–' && !char.IsWhiteSpace(_text[^2]);
            if (!endsWithHyphen) _text.Append(' ');
            else if (_hyphens.DividesWord(_text, line.Text)) _text.Length--;
        }
        _text.Append(line.Text);
        _block.Add(line);
    }

    private void EndBlock()
    {
        PdfLine first = _block[0];
        string text = _text.ToString();
        _text.Clear();
        bool isHeading = IsHeading(first, text);
        _block.Clear();
        if (isHeading)
        {
            FirstTitle ??= _builder.IsEmpty && IsLarge(first) ? text : null;
            _builder.AddHeading(text, GetHeadingLevel(first));
        }
        else if (first.IsRow) _builder.AddRow(text.Split(" | "));
        else _builder.AddBlock(StartsListItem(first) ? BlockKind.ListItem : BlockKind.Paragraph, text);
    }

    private bool IsHeading(PdfLine first, string text)
    {
        bool isBoldHeading = first.IsBold && _block.TrueForAll(LooksLikeHeading) && _block.Count <= 2;
        return text.Length <= MaxHeadingLength && (IsLarge(first) || isBoldHeading) && !first.IsRow && text.Any(char.IsLetter);
    }

    private int GetHeadingLevel(PdfLine line)
    {
        int rank = _headingSizes.IndexOf(Math.Round(line.Size, 1));
        if (rank >= 0) return rank + 1;
        return IsLarge(line) ? 5 : Math.Min(_headingSizes.Count + 1, 6);
    }

    private bool IsLarge(PdfLine line) => line.Size > HeadingSize * _bodySize;

    private bool LooksLikeHeading(PdfLine line) =>
        IsLarge(line) || (line.IsBold && line.Text.Length < MaxHeadingLength / 2 && !EndsSentence(line.Text));

    private static bool EndsSentence(string text) =>
        text.TrimEnd('"', '”', '’', ')', ' ') is [.., '.' or '?' or '!' or ':' or '。'];

    private static bool StartsListItem(PdfLine line)
    {
        ReadOnlySpan<char> text = line.Text;
        if (text.Length > 1 && Bullets.Contains(text[0]) && text[1] == ' ') return true;
        int digits = text.IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and < 3 && digits + 1 < text.Length && text[digits] is '.' or ')' && text[digits + 1] == ' ';
    }

    private static double FindMostCommon(IEnumerable<(double Value, int Weight)> values, double defaultValue) => values
        .GroupBy(value => value.Value, value => value.Weight)
        .Select(group => (group.Key, Weight: group.Sum()))
        .OrderByDescending(group => group.Weight)
        .ThenBy(group => group.Key)
        .Select(group => group.Key).FirstOrDefault(defaultValue);
}
