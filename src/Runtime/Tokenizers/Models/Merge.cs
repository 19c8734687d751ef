namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>Two tokens that byte-pair encoding makes one of.</summary>
/// <param name="Text">Both, with a space between them.</param>
/// <param name="Split">Where the space is.</param>
internal readonly record struct Merge(string Text, int Split)
{
    public ReadOnlySpan<char> Left => Text.AsSpan(0, Split);

    public ReadOnlySpan<char> Right => Text.AsSpan(Split + 1);

    /// <summary>Whether neither of the two has a space in it.</summary>
    public bool HasOneSpace => Text.IndexOf(' ', StringComparison.Ordinal) == Split && Text.LastIndexOf(' ') == Split;

    /// <summary>A merge of a file that has it as one string.</summary>
    /// <exception cref="FormatException">The string is not two tokens with one space between them.</exception>
    public static Merge Parse(string text)
    {
        int space = text.IndexOf(' ', StringComparison.Ordinal);
        return space >= 0 && text.LastIndexOf(' ') == space ? new Merge(text, space) : throw new FormatException($"'{text}' is not two tokens with one space between them");
    }
}
