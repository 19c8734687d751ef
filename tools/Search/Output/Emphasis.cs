using System.Text;
using SearchEngine.Search;

namespace SearchEngine.Cli.Output;

/// <summary>
/// Makes bold, in the lines of a passage's body one after the other, the words that answer, or else the query's. Wrapping a text changes nothing but its blanks, so its n-th character that is none is
/// the same before and after.
/// </summary>
internal sealed class Emphasis
{
    private readonly List<bool> _bold = [];
    private int _next;

    public Emphasis(Passage passage)
    {
        IReadOnlyList<TextSpan> spans = passage.Answer is { } answer ? [answer] : passage.Words;
        int passageStart = passage.Location.Start;
        (int start, bool isCut) = HitText.FindBodyStart(passage);
        if (isCut) _bold.Add(false);
        for (int at = start; at < passage.Text.Length; at++)
        {
            if (!IsWhitespace(passage.Text[at])) _bold.Add(spans.Any(span => span.Start <= passageStart + at && passageStart + at < span.End));
        }
    }

    /// <param name="line">The next line.</param>
    /// <param name="bold">Makes a stretch of it bold.</param>
    public string Apply(string line, Func<string, string> bold)
    {
        StringBuilder shown = new(line.Length);
        for (int at = 0; at < line.Length;)
        {
            int end = at;
            bool isBold = IsBold(line[at]);
            // A phrase is one stretch, its blanks included.
            for (int next = _next, ahead = at; ahead < line.Length && (IsWhitespace(line[ahead]) || IsBold(next) == isBold); ahead++)
            {
                if (IsWhitespace(line[ahead])) continue;
                next++;
                end = ahead + 1;
            }
            if (end == at) end = line.Length;
            string stretch = line[at..end];
            _next += stretch.Count(unit => !IsWhitespace(unit));
            shown.Append(isBold ? bold(stretch) : stretch);
            for (at = end; at < line.Length && IsWhitespace(line[at]); at++) shown.Append(line[at]);
        }
        return shown.ToString();
    }

    private bool IsBold(char first) => !IsWhitespace(first) && IsBold(_next);

    private bool IsBold(int next) => next < _bold.Count && _bold[next];

    /// <summary>A blank to the wrapping; other controls are shown as a sign.</summary>
    private static bool IsWhitespace(char unit) => char.IsWhiteSpace(unit) && unit is not ('\v' or (>= '\x1c' and <= '\x1f'));
}
