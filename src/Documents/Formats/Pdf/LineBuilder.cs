using System.Text;
using UglyToad.PdfPig.Content;

namespace SearchEngine.Documents.Formats.Pdf;

/// <summary>Combines letters into lines: a letter belongs to the line if it is on its baseline and continues to the right.</summary>
internal sealed class LineBuilder
{
    // All in units of the letter size. A gap separates words above MinWordGap, or above MinGapAtSpace if the page has a space there
    // (spaces without width mark where a word may be divided); it separates cells above MinCellGap. Letters of a line may differ in
    // height by MaxBaselineShift, and step back by MaxBackstep (kerning, accents).
    private const double MinGapAtSpace = 0.05, MinWordGap = 0.17, MinCellGap = 2.2, MaxBaselineShift = 0.55, MaxBackstep = 1.0;

    private readonly List<PdfLine> _lines = [];
    private readonly StringBuilder _text = new();
    private double _left, _right, _baseline, _size;
    private int _direction, _boldLength;
    private bool _isRow, _afterSpace, _afterWord;

    public void Add(Letter letter)
    {
        string value = letter.Value;
        if (string.IsNullOrEmpty(value)) return;
        (int direction, double start, double end, double height) = GetUprightPosition(letter);
        double size = letter.PointSize > 0 ? letter.PointSize : letter.FontSize;
        if (_text.Length > 0 && StartsNewLine(direction, start, height, size)) EndLine();
        if (string.IsNullOrWhiteSpace(value))
        {
            _afterSpace |= _text.Length > 0;
            return;
        }
        if (_text.Length == 0)
        {
            (_left, _baseline, _size, _direction) = (start, height, size, direction);
        }
        else if (start - _right > MinCellGap * size)
        {
            _text.Append(" | ");
            _isRow = true;
        }
        else if (start - _right > (_afterSpace ? MinGapAtSpace : MinWordGap) * size || _afterWord)
        {
            _text.Append(' ');
        }
        _afterSpace = _afterWord = false;
        _text.Append(NormalizeLetter(value));
        if (letter.FontDetails.IsBold) _boldLength += value.Length;
        // A line may begin with a raised letter (a footnote mark), so the largest letter determines its baseline.
        if (size > _size) (_size, _baseline) = (size, height);
        _right = Math.Max(end, start);
    }

    /// <summary>Ends the current word, however close the next letter is.</summary>
    public void EndWord() => _afterWord = _text.Length > 0;

    public void EndLine()
    {
        if (_text.Length > 0)
        {
            string text = RightToLeft.ToLogicalOrder(_text.ToString());
            bool isBold = _boldLength * 2 > _text.Length;
            _lines.Add(new PdfLine(text, _left, _right, _baseline, _size, _direction, isBold, _isRow));
        }
        _text.Clear();
        (_boldLength, _isRow, _afterSpace, _afterWord) = (0, false, false, false);
    }

    public List<PdfLine> Complete()
    {
        EndLine();
        return _lines;
    }

    private bool StartsNewLine(int direction, double start, double height, double size)
    {
        double maxSize = Math.Max(size, _size);
        return direction != _direction
            || Math.Abs(height - _baseline) > MaxBaselineShift * maxSize
            || start < _right - MaxBackstep * maxSize;
    }

    /// <summary>Returns the position of a letter after rotating its line upright.</summary>
    private static (int Direction, double Start, double End, double Height) GetUprightPosition(Letter letter)
    {
        (double x, double y) = (letter.StartBaseLine.X, letter.StartBaseLine.Y);
        (double endX, double endY) = (letter.EndBaseLine.X, letter.EndBaseLine.Y);
        return letter.TextOrientation switch
        {
            TextOrientation.Rotate180 => (2, -x, -endX, -y),
            TextOrientation.Rotate90 => (1, -y, -endY, x),
            TextOrientation.Rotate270 => (3, y, endY, -x),
            _ => (0, x, endX, y),
        };
    }

    /// <summary>Replaces ligatures (U+FB00 to U+FB06) by their letters, and special hyphens and spaces by plain ones.</summary>
    private static string NormalizeLetter(string value)
    {
        if (value is [>= '\ufb00' and <= '\ufb06']) return value.Normalize(NormalizationForm.FormKC);
        return value is "\u00ad" or "\u2010" ? "-" : value is "\u00a0" or "\u2009" ? " " : value;
    }
}
