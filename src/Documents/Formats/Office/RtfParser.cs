using System.Text;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>Goes through RTF's groups, control words and text; what text belongs to is for <see cref="RtfParagraphs"/> to say.</summary>
internal ref struct RtfParser(ReadOnlySpan<byte> content, RtfParagraphs paragraphs, CancellationToken cancellationToken)
{
    private const int MostLevels = 1000;

    private readonly ReadOnlySpan<byte> _content = content;
    private readonly Stack<RtfGroup> _groups = new();
    private readonly List<byte> _bytes = [];
    private Encoding _encoding = CodePage(1252);
    private RtfGroup _group = new(RtfTarget.Body, 1, false);
    private int _at;
    private int _fallback;

    /// <summary>Hands all text on; a document that is cut short ends where it does.</summary>
    public void Parse()
    {
        while (_at < _content.Length)
        {
            byte current = _content[_at++];
            if (current == '\\') Control();
            else if (current == '{') Open();
            else if (current == '}') Close();
            else if (current is not ((byte)'\r' or (byte)'\n')) Text(current);
        }
        Flush();
        paragraphs.End();
    }

    private void Open()
    {
        cancellationToken.ThrowIfCancellationRequested();
        Flush();
        if (_groups.Count >= MostLevels) throw new UnreadableDocumentException($"its groups are nested more than {MostLevels} levels deep");
        _groups.Push(_group);
        _fallback = 0;
    }

    private void Close()
    {
        Flush();
        RtfTarget target = _group.Target;
        _fallback = 0;
        if (_groups.TryPop(out RtfGroup outer)) _group = outer;
        if (target != _group.Target) paragraphs.Leave(target);
    }

    private void Control()
    {
        if (_at >= _content.Length) return;
        byte symbol = _content[_at];
        if (char.IsAsciiLetter((char)symbol))
        {
            Word();
            return;
        }
        _at++;
        switch ((char)symbol)
        {
            case '\'' when _at + 1 < _content.Length && char.IsAsciiHexDigit((char)_content[_at]) && char.IsAsciiHexDigit((char)_content[_at + 1]):
                Text(Convert.ToByte(Encoding.ASCII.GetString(_content.Slice(_at, 2)), 16));
                _at += 2;
                break;
            case '\\' or '{' or '}':
                Text(symbol);
                break;
            case '~':
                Text((byte)' ');
                break;
            case '_':
                Text((byte)'-');
                break;
            case '*':
                _group = _group with { IsOptional = true };
                break;
            case '\r' or '\n':
                Flush();
                paragraphs.Word("par", 0, ref _group);
                break;
        }
    }

    private void Word()
    {
        int start = _at;
        while (_at < _content.Length && char.IsAsciiLetter((char)_content[_at])) _at++;
        string word = Encoding.ASCII.GetString(_content[start.._at]);
        bool isNegative = _at < _content.Length && _content[_at] == '-';
        if (isNegative) _at++;
        int? number = null;
        for (; _at < _content.Length && char.IsAsciiDigit((char)_content[_at]); _at++) number = (int)Math.Min((number ?? 0) * 10L + (_content[_at] - '0'), 100_000_000);
        if (_at < _content.Length && _content[_at] == ' ') _at++;
        int value = isNegative ? -(number ?? 0) : number ?? 1;

        if (word == "bin") _at = Math.Min(_at + Math.Max(value, 0), _content.Length);
        else if (word == "u")
        {
            Flush();
            char unit = (char)(ushort)value;
            paragraphs.Text([unit], _group);
            _fallback = _group.FallbackLength;
        }
        else if (word == "uc") _group = _group with { FallbackLength = Math.Clamp(value, 0, 100) };
        else if (word == "ansicpg") _encoding = CodePage(value);
        else
        {
            Flush();
            paragraphs.Word(word, value, ref _group);
        }
    }

    private void Text(byte value)
    {
        // Behind a character in Unicode stands what older programs show in its place.
        if (_fallback > 0) _fallback--;
        else if (_group.Target != RtfTarget.None) _bytes.Add(value);
    }

    private void Flush()
    {
        if (_bytes.Count == 0) return;
        paragraphs.Text(_encoding.GetString([.. _bytes]), _group);
        _bytes.Clear();
    }

    private static Encoding CodePage(int number)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(number) ?? Encoding.GetEncoding(number);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        }
    }
}
