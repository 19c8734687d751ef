using System.Collections.Frozen;

namespace SearchEngine.Cli.Experts;

/// <summary>
/// Determines the kind of each token by simple rules about its characters and its neighbours. No language model is involved, so that the
/// result is easy to explain.
/// </summary>
internal static class TokenClassifier
{
    /// <summary>A text is code if more than this share of its tokens, not counting blanks, is code.</summary>
    private const double CodeShare = 0.2;

    private const string Operators = "{}<>=_\\|`^~";

    private static readonly FrozenSet<string> FunctionWords = (
        "a an the this that these those and or but nor so yet if then than as at by for from in into of off on onto out over " +
        "per to up upon with within without about above across after against along among around before behind below beneath " +
        "beside besides between beyond despite down during except inside like near outside past since through throughout till " +
        "toward towards under until via while i me my mine we us our ours you your yours he him his she her hers it its they " +
        "them their theirs who whom whose which what when where why how there here one ones someone something anyone anything " +
        "nobody nothing am is are was were be been being do does did done have has had having can could may might must shall " +
        "should will would ought not no none any all both each every either neither few more most much many some such other " +
        "others another own same also just only very too even still again once never ever often because although though whereas " +
        "whether unless however therefore thus hence")
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the kind of each token, and whether the text as a whole is code.</summary>
    /// <param name="text">The text.</param>
    /// <param name="spans">The range of each token in the text, in UTF-16 code units.</param>
    public static (TokenKind[] Kinds, bool IsCode) Classify(string text, IReadOnlyList<(int Start, int End)> spans)
    {
        TokenKind[] kinds = [.. spans.Select(span => Classify(text, span.Start, span.End))];
        int code = kinds.Count(kind => kind == TokenKind.Code), all = kinds.Count(kind => kind != TokenKind.Blank);
        bool isCode = code > CodeShare * all;
        for (int i = 0; isCode && i < kinds.Length; i++)
        {
            if (kinds[i] is not (TokenKind.Number or TokenKind.Blank)) kinds[i] = TokenKind.Code;
        }
        return (kinds, isCode);
    }

    private static TokenKind Classify(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        ReadOnlySpan<char> piece = text.AsSpan(start, end - start);
        if (piece.IsEmpty) return TokenKind.Blank;
        if (!piece.ContainsAnyExcept("0123456789")) return TokenKind.Number;
        if (IsWordCharacter(text, start)) return ClassifyWord(text, start);
        if (IsOperator(text, start, end)) return TokenKind.Code;
        return IsWordCharacter(text, end - 1) ? ClassifyWord(text, FindWordStart(text, start, end)) : TokenKind.Punctuation;
    }

    private static TokenKind ClassifyWord(string text, int start)
    {
        int first = start, end = start;
        while (first > 0 && IsWordCharacter(text, first - 1)) first--;
        while (end < text.Length && IsWordCharacter(text, end)) end++;
        ReadOnlySpan<char> word = text.AsSpan(first, end - first);
        if (IsIdentifier(text, first, end)) return TokenKind.Code;
        if (first < start) return TokenKind.Continuation;
        if (IsFunctionWord(word)) return TokenKind.FunctionWord;
        bool isAcronym = word.Length > 1 && char.IsUpper(word[0]) && !ContainsLower(word);
        return isAcronym || (char.IsUpper(word[0]) && !IsSentenceStart(text, first)) ? TokenKind.Name : TokenKind.Word;
    }

    /// <summary>Returns whether a word is in the list or is a contraction of such a word: it's, don't.</summary>
    private static bool IsFunctionWord(ReadOnlySpan<char> word)
    {
        FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> words = FunctionWords.GetAlternateLookup<ReadOnlySpan<char>>();
        int apostrophe = word.IndexOfAny('\'', '’');
        ReadOnlySpan<char> stem = apostrophe < 0 ? word : word[..apostrophe];
        return words.Contains(stem) || (apostrophe > 1 && stem[^1] == 'n' && words.Contains(stem[..^1]));
    }

    /// <summary>
    /// Returns whether a token is a sign that prose does not use, a semicolon at the end of a line, or a bracket after
    /// a name.
    /// </summary>
    private static bool IsOperator(string text, int start, int end) =>
        text.AsSpan(start, end - start).ContainsAny(Operators)
        || (text[end - 1] == ';' && (end == text.Length || text[end] is '\n' or '\r'))
        || (text[start] is '(' or '[' && start > 0 && char.IsLetterOrDigit(text[start - 1]));

    /// <summary>Returns whether a word is written as names in programs are: snake_case, camelCase, call(, a.member.</summary>
    private static bool IsIdentifier(string text, int first, int end)
    {
        for (int i = first + 1; i < end; i++)
        {
            if (char.IsUpper(text[i]) && char.IsLower(text[i - 1])) return true;
        }
        return Is('_', first - 1) || Is('_', end) || Is('(', end)
            || (Is('.', end) && end + 1 < text.Length && char.IsLetter(text[end + 1]) && end - first > 1)
            || (Is('.', first - 1) && first > 1 && char.IsLetter(text[first - 2]) && end - first > 1);

        bool Is(char sign, int at) => at >= 0 && at < text.Length && text[at] == sign;
    }

    /// <summary>Returns whether a word starts the text, a sentence, a heading or a list item.</summary>
    private static bool IsSentenceStart(string text, int first)
    {
        for (int at = first - 1; at >= 0; at--)
        {
            if (text[at] is '\n' or '.' or '!' or '?' or ':') return true;
            if (char.IsLetterOrDigit(text[at]) || text[at] == ',') return false;
        }
        return true;
    }

    private static int FindWordStart(string text, int start, int end)
    {
        while (start < end - 1 && !IsWordCharacter(text, start)) start++;
        return start;
    }

    private static bool ContainsLower(ReadOnlySpan<char> word)
    {
        foreach (char letter in word)
        {
            if (char.IsLower(letter)) return true;
        }
        return false;
    }

    /// <summary>Returns whether a character is a letter, a digit or an apostrophe between letters.</summary>
    private static bool IsWordCharacter(string text, int at) =>
        char.IsLetterOrDigit(text[at]) || char.IsSurrogate(text[at])
        || (text[at] is '\'' or '’' && at > 0 && at + 1 < text.Length && char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1]));
}
