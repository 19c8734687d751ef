namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>Two tokens that byte-pair encoding merges into one.</summary>
/// <param name="Text">Both tokens, separated by a space.</param>
/// <param name="Split">Position of the space.</param>
internal readonly record struct Merge(string Text, int Split)
{
    public ReadOnlySpan<char> Left => Text.AsSpan(0, Split);

    public ReadOnlySpan<char> Right => Text.AsSpan(Split + 1);

    /// <summary>Whether neither token contains a space.</summary>
    public bool HasOneSpace => Text.IndexOf(' ', StringComparison.Ordinal) == Split && Text.LastIndexOf(' ') == Split;

    /// <summary>Parses a merge stored as a single string.</summary>
    /// <exception cref="FormatException">The string is not two tokens separated by one space.</exception>
    public static Merge Parse(string text)
    {
        int space = text.IndexOf(' ', StringComparison.Ordinal);
        return space >= 0 && text.LastIndexOf(' ') == space
            ? new Merge(text, space)
            : throw new FormatException($"'{text}' is not two tokens separated by one space");
    }
}
