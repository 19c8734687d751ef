using System.Text;
using SearchEngine.Search;

namespace SearchEngine.Answers;

/// <summary>
/// A part of a document as a model reads it: every run of whitespace and controls becomes one space, and Markdown's heading and emphasis
/// marks, which confuse small models, are removed. Maps each character back to its offset in the document.
/// </summary>
internal sealed class NormalizedText
{
    private readonly List<int> _origins = [];

    /// <param name="text">The part of the document's text.</param>
    /// <param name="start">Its start in the document's text.</param>
    public NormalizedText(ReadOnlySpan<char> text, int start)
    {
        StringBuilder normalized = new(text.Length);
        bool afterSpace = true;
        for (int i = 0; i < text.Length; i++)
        {
            bool isSpace = char.IsWhiteSpace(text[i]) || char.IsControl(text[i]) || text[i] == '|';
            if ((isSpace && afterSpace) || IsMarkup(text, i)) continue;
            normalized.Append(isSpace ? ' ' : text[i]);
            _origins.Add(start + i);
            afterSpace = isSpace;
        }
        while (normalized.Length > 0 && normalized[^1] == ' ') normalized.Length--;
        Text = normalized.ToString();
    }

    public string Text { get; }

    private static bool IsMarkup(ReadOnlySpan<char> text, int index) => text[index] switch
    {
        '*' or '_' => (index > 0 && text[index - 1] == text[index]) || (index + 1 < text.Length && text[index + 1] == text[index]),
        '#' => text[..index].TrimEnd('#') is var before
            && (before.IsEmpty || before[^1] == '\n')
            && text[index..].TrimStart('#') is [' ', ..],
        _ => false,
    };

    /// <summary>Returns the span in the document of a non-empty part of <see cref="Text"/>.</summary>
    public TextSpan GetOriginalSpan(int start, int length) => new(_origins[start], _origins[start + length - 1] + 1);
}
