using System.Buffers;
using System.Globalization;
using System.Text;

namespace SearchEngine.Runtime.Tokenizers.AddedTokens;

/// <summary>Finds added tokens in a text: the leftmost first, and the longest of those that start at the same position.</summary>
internal sealed class AddedTokenFinder
{
    private readonly AddedToken[] _longestFirst;
    private readonly SearchValues<string>? _contents;

    /// <summary>Creates a finder for <paramref name="tokens"/>, whose contents are spelled as in the text.</summary>
    public AddedTokenFinder(IEnumerable<AddedToken> tokens)
    {
        _longestFirst = [.. tokens.Where(token => token.Content.Length > 0).OrderByDescending(token => token.Content.Length)];
        if (_longestFirst.Length > 0)
        {
            _contents = SearchValues.Create([.. _longestFirst.Select(token => token.Content)], StringComparison.Ordinal);
        }
    }

    /// <summary>Finds the next token at or after <paramref name="from"/>, the end of the previous match.</summary>
    public bool TryFindNext(ReadOnlySpan<char> text, int from, out AddedTokenMatch match)
    {
        for (int at = from; _contents is not null && text[at..].IndexOfAny(_contents) is int found && found >= 0;)
        {
            int start = at + found;
            AddedToken token = FindLongestAt(text[start..]);
            int end = at = start + token.Content.Length;
            if (token.SingleWord && (EndsInWord(text[..start]) || StartsWithWord(text[end..]))) continue;
            while (token.StripLeft && start > from && char.IsWhiteSpace(text[start - 1])) start--;
            while (token.StripRight && end < text.Length && char.IsWhiteSpace(text[end])) end++;
            match = new(token.Id, start, end);
            return true;
        }
        match = default;
        return false;
    }

    private AddedToken FindLongestAt(ReadOnlySpan<char> text)
    {
        foreach (AddedToken token in _longestFirst)
        {
            if (text.StartsWith(token.Content, StringComparison.Ordinal)) return token;
        }
        throw new InvalidOperationException("The search found a token that does not match.");
    }

    private static bool EndsInWord(ReadOnlySpan<char> text) =>
        Rune.DecodeLastFromUtf16(text, out Rune rune, out _) == OperationStatus.Done && IsWord(rune);

    private static bool StartsWithWord(ReadOnlySpan<char> text) =>
        Rune.DecodeFromUtf16(text, out Rune rune, out _) == OperationStatus.Done && IsWord(rune);

    // The definition of \w in UTS #18, annex C.
    private static bool IsWord(Rune rune) => Rune.IsLetter(rune) || rune.Value is 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation;
}
