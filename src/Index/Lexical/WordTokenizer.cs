using System.Globalization;
using System.Text;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace SearchEngine.Index.Lexical;

/// <summary>
/// Splits prose and code into words. An identifier stays whole (<c>getUserById</c>, <c>snake_case</c>, <c>net10.0</c>, <c>C#</c>,
/// <c>C++</c>); hyphens and all other punctuation separate words; in scripts without spaces every character is a word.
/// </summary>
/// <remarks>
/// Lucene's StandardTokenizer drops the symbols of <c>C#</c>, and its tables take longer to load than a query takes to run.
/// </remarks>
internal sealed class WordTokenizer : Tokenizer
{
    /// <summary>A longer run of characters is data rather than a word, and is split at this length.</summary>
    private const int MaxTokenLength = 255;

    private readonly ICharTermAttribute _term;
    private readonly IOffsetAttribute _offset;
    private char[] _buffer = new char[2048];
    private int _length = -1;
    private int _position;

    public WordTokenizer(TextReader input) : base(input)
    {
        _term = AddAttribute<ICharTermAttribute>();
        _offset = AddAttribute<IOffsetAttribute>();
    }

    public override void Reset()
    {
        base.Reset();
        _length = -1;
        _position = 0;
    }

    public override bool IncrementToken()
    {
        ClearAttributes();
        if (_length < 0) ReadAll();
        while (_position < _length)
        {
            int start = _position;
            int length = MeasureWord(_buffer.AsSpan(start, _length - start), out int skip);
            _position += length + skip;
            if (length == 0) continue;
            _term.CopyBuffer(_buffer, start, length);
            _offset.SetOffset(CorrectOffset(start), CorrectOffset(start + length));
            return true;
        }
        return false;
    }

    public override void End()
    {
        base.End();
        int end = CorrectOffset(Math.Max(_length, 0));
        _offset.SetOffset(end, end);
    }

    private void ReadAll()
    {
        _length = 0;
        while (m_input.Read(_buffer, _length, _buffer.Length - _length) is > 0 and int read)
        {
            _length += read;
            if (_length == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }

    /// <summary>
    /// Returns the length in UTF-16 units of the word at the start of <paramref name="text"/>, or 0 and the number of units to
    /// skip.
    /// </summary>
    private static int MeasureWord(ReadOnlySpan<char> text, out int skip)
    {
        Rune.DecodeFromUtf16(text, out Rune first, out int length);
        skip = 0;
        if (IsUnspaced(first)) return length;
        if (!IsWordPart(first))
        {
            skip = length;
            return 0;
        }
        bool lettersOnly = Rune.IsLetter(first);
        while (length < text.Length && length < MaxTokenLength)
        {
            char next = text[length];
            bool joins = length + 1 < text.Length && IsJoiner(text[length - 1], next, text[length + 1]);
            Rune.DecodeFromUtf16(text[length..], out Rune rune, out int units);
            if (!joins && (!IsWordPart(rune) || IsUnspaced(rune))) break;
            lettersOnly &= Rune.IsLetter(rune);
            length += units;
        }
        return lettersOnly && length <= 2 ? length + MeasureLanguageSuffix(text[length..]) : length;
    }

    /// <summary>Returns the length of a symbol that belongs to a very short name: C#, F#, C++, g++.</summary>
    private static int MeasureLanguageSuffix(ReadOnlySpan<char> rest)
    {
        int length = rest.StartsWith("#") ? 1 : rest.StartsWith("++") ? 2 : 0;
        return length < rest.Length && (char.IsLetterOrDigit(rest[length]) || rest[length] is '#' or '+') ? 0 : length;
    }

    private static bool IsJoiner(char before, char character, char after) => character switch
    {
        '.' or '\'' or '\u2019' => char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after),
        ',' => char.IsAsciiDigit(before) && char.IsAsciiDigit(after),
        _ => false,
    };

    private static bool IsWordPart(Rune rune)
    {
        if (rune.IsAscii) return char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value == '_';
        return Rune.IsLetterOrDigit(rune)
            || Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.LetterNumber;
    }

    /// <summary>Returns whether a character is Han, Hiragana or Katakana: scripts that put no spaces between words.</summary>
    private static bool IsUnspaced(Rune rune) => rune.Value
        is >= 0x3040 and <= 0x30FF
        or >= 0x31F0 and <= 0x31FF
        or >= 0x3400 and <= 0x4DBF
        or >= 0x4E00 and <= 0x9FFF
        or >= 0xF900 and <= 0xFAFF
        or >= 0x20000 and <= 0x323AF;
}
