using System.Text;
using SearchEngine.Search;

namespace SearchEngine.Cli.Output;

/// <summary>
/// Emphasizes the words that answer, or else the query's words, in the wrapped lines of a passage's body. Wrapping changes only
/// whitespace, so the n-th character that is not whitespace is the same before and after.
/// </summary>
internal sealed class Emphasis
{
    private readonly List<bool> _bold = [];
    private int _next;

    public Emphasis(Passage passage)
    {
        IReadOnlyList<TextSpan> spans = passage.Answer is { } answer ? [answer] : passage.Words;
        (int start, bool isCut) = HitText.FindBodyStart(passage);
        if (isCut) _bold.Add(false);
        for (int at = start; at < passage.Text.Length; at++)
        {
            int position = passage.Location.Start + at;
            if (!IsWhitespace(passage.Text[at])) _bold.Add(spans.Any(span => span.Start <= position && position < span.End));
        }
    }

    /// <summary>Emphasizes the next line; lines must be passed in order.</summary>
    /// <param name="bold">Makes a text bold.</param>
    public string Apply(string line, Func<string, string> bold)
    {
        StringBuilder shown = new(line.Length);
        for (int at = 0; at < line.Length;)
        {
            int end = at;
            bool isBold = IsBold(line[at]);
            // A phrase is one stretch, including its spaces.
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

    /// <summary>Whether wrapping treats the character as whitespace; other controls are shown as a replacement character.</summary>
    private static bool IsWhitespace(char unit) => char.IsWhiteSpace(unit) && unit is not ('\v' or (>= '\x1c' and <= '\x1f'));
}
