using System.Text;
using SearchEngine.Search;

namespace SearchEngine.Answers;

/// <summary>
/// A stretch of a document as a model reads it: every run of blanks and controls is one blank, and Markdown's marks of headings and emphasis, which small models stumble over, are left out. Knows where each of its
/// characters stands in the document.
/// </summary>
internal sealed class NormalizedText
{
    private readonly List<int> _origins = [];

    /// <param name="text">A stretch of a document's text.</param>
    /// <param name="start">Where it begins in the document.</param>
    public NormalizedText(ReadOnlySpan<char> text, int start)
    {
        StringBuilder flat = new(text.Length);
        bool isBlank = true;
        for (int i = 0; i < text.Length; i++)
        {
            bool blank = char.IsWhiteSpace(text[i]) || char.IsControl(text[i]) || text[i] == '|';
            if ((blank && isBlank) || IsMarkup(text, i)) continue;
            flat.Append(blank ? ' ' : text[i]);
            _origins.Add(start + i);
            isBlank = blank;
        }
        while (flat.Length > 0 && flat[^1] == ' ') flat.Length--;
        Text = flat.ToString();
    }

    public string Text { get; }

    private static bool IsMarkup(ReadOnlySpan<char> text, int at) => text[at] switch
    {
        '*' or '_' => (at > 0 && text[at - 1] == text[at]) || (at + 1 < text.Length && text[at + 1] == text[at]),
        '#' => text[..at].TrimEnd('#') is var before && (before.IsEmpty || before[^1] == '\n') && text[at..].TrimStart('#') is [' ', ..],
        _ => false,
    };

    /// <summary>Where a stretch of <see cref="Text"/>, not empty, stands in the document.</summary>
    public TextSpan GetOriginalSpan(int start, int length) => new(_origins[start], _origins[start + length - 1] + 1);
}
