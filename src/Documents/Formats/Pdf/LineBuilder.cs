using System.Text;
using UglyToad.PdfPig.Content;

namespace SearchEngine.Documents.Formats.Pdf;

/// <summary>Gathers letters to lines: a letter belongs to the line while it stands on its height and goes on where the one before ended.</summary>
internal sealed class LineBuilder
{
    // In sizes of a letter: where a gap is a blank, with a blank written there and without (one without width marks where a word may be divided), where it parts cells, how far a line's letters may stand apart in height, and how far back one may step (kerning, accents).
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
        if (_text.Length > 0 && (direction != _direction || Math.Abs(height - _baseline) > MaxBaselineShift * Math.Max(size, _size) || start < _right - MaxBackstep * Math.Max(size, _size))) EndLine();
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
        // A raised letter (a note's mark) may begin a line; the largest one says how high the line is.
        if (size > _size) (_size, _baseline) = (size, height);
        _right = Math.Max(end, start);
    }

    /// <summary>What comes next is another word, however close it stands.</summary>
    public void EndWord() => _afterWord = _text.Length > 0;

    public void EndLine()
    {
        if (_text.Length > 0) _lines.Add(new PdfLine(RightToLeft.ToReadingOrder(_text.ToString()), _left, _right, _baseline, _size, _direction, _boldLength * 2 > _text.Length, _isRow));
        _text.Clear();
        (_boldLength, _isRow, _afterSpace, _afterWord) = (0, false, false, false);
    }

    public List<PdfLine> Complete()
    {
        EndLine();
        return _lines;
    }

    /// <summary>A letter's place as it would be were its line upright.</summary>
    private static (int Direction, double Start, double End, double Height) GetUprightPosition(Letter letter)
    {
        (double x, double y, double endX, double endY) = (letter.StartBaseLine.X, letter.StartBaseLine.Y, letter.EndBaseLine.X, letter.EndBaseLine.Y);
        return letter.TextOrientation switch
        {
            TextOrientation.Rotate180 => (2, -x, -endX, -y),
            TextOrientation.Rotate90 => (1, -y, -endY, x),
            TextOrientation.Rotate270 => (3, y, endY, -x),
            _ => (0, x, endX, y),
        };
    }

    /// <summary>Ligatures (U+FB00 to U+FB06) are the letters that they stand for; soft hyphens are hyphens where a line ends, and the rest is as it is.</summary>
    private static string NormalizeLetter(string value)
    {
        if (value is [>= '\ufb00' and <= '\ufb06']) return value.Normalize(NormalizationForm.FormKC);
        return value is "\u00ad" or "\u2010" ? "-" : value is "\u00a0" or "\u2009" ? " " : value;
    }
}
