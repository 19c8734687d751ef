using System.Text;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>Goes through RTF's groups, control words and text; what text belongs to is for <see cref="RtfTextBuilder"/> to say.</summary>
internal ref struct RtfParser(ReadOnlySpan<byte> content, RtfTextBuilder paragraphs, CancellationToken cancellationToken)
{
    private const int MaxDepth = 1000;

    private readonly ReadOnlySpan<byte> _content = content;
    private readonly Stack<RtfGroup> _groups = new();
    private readonly List<byte> _bytes = [];
    private Encoding _encoding = GetEncoding(1252);
    private RtfGroup _group = new(RtfDestination.Body, 1, false);
    private int _position;
    private int _fallbackLeft;

    /// <summary>Hands all text on; a document that is cut short ends where it does.</summary>
    public void Parse()
    {
        while (_position < _content.Length)
        {
            byte current = _content[_position++];
            if (current == '\\') ParseControl();
            else if (current == '{') OpenGroup();
            else if (current == '}') CloseGroup();
            else if (current is not ((byte)'\r' or (byte)'\n')) AddByte(current);
        }
        Flush();
        paragraphs.Complete();
    }

    private void OpenGroup()
    {
        cancellationToken.ThrowIfCancellationRequested();
        Flush();
        if (_groups.Count >= MaxDepth) throw new UnreadableDocumentException($"its groups are nested more than {MaxDepth} levels deep");
        _groups.Push(_group);
        _fallbackLeft = 0;
    }

    private void CloseGroup()
    {
        Flush();
        RtfDestination target = _group.Destination;
        _fallbackLeft = 0;
        if (_groups.TryPop(out RtfGroup outer)) _group = outer;
        if (target != _group.Destination) paragraphs.EndDestination(target);
    }

    private void ParseControl()
    {
        if (_position >= _content.Length) return;
        byte symbol = _content[_position];
        if (char.IsAsciiLetter((char)symbol))
        {
            ParseControlWord();
            return;
        }
        _position++;
        switch ((char)symbol)
        {
            case '\'' when _position + 1 < _content.Length && char.IsAsciiHexDigit((char)_content[_position]) && char.IsAsciiHexDigit((char)_content[_position + 1]):
                AddByte(Convert.ToByte(Encoding.ASCII.GetString(_content.Slice(_position, 2)), 16));
                _position += 2;
                break;
            case '\\' or '{' or '}':
                AddByte(symbol);
                break;
            case '~':
                AddByte((byte)' ');
                break;
            case '_':
                AddByte((byte)'-');
                break;
            case '*':
                _group = _group with { IsOptional = true };
                break;
            case '\r' or '\n':
                Flush();
                paragraphs.ApplyControlWord("par", 0, ref _group);
                break;
        }
    }

    private void ParseControlWord()
    {
        int start = _position;
        while (_position < _content.Length && char.IsAsciiLetter((char)_content[_position])) _position++;
        string word = Encoding.ASCII.GetString(_content[start.._position]);
        bool isNegative = _position < _content.Length && _content[_position] == '-';
        if (isNegative) _position++;
        int? number = null;
        for (; _position < _content.Length && char.IsAsciiDigit((char)_content[_position]); _position++) number = (int)Math.Min((number ?? 0) * 10L + (_content[_position] - '0'), 100_000_000);
        if (_position < _content.Length && _content[_position] == ' ') _position++;
        int value = isNegative ? -(number ?? 0) : number ?? 1;

        if (word == "bin") _position = Math.Min(_position + Math.Max(value, 0), _content.Length);
        else if (word == "u")
        {
            Flush();
            char unit = (char)(ushort)value;
            paragraphs.AppendText([unit], _group);
            _fallbackLeft = _group.FallbackLength;
        }
        else if (word == "uc") _group = _group with { FallbackLength = Math.Clamp(value, 0, 100) };
        else if (word == "ansicpg") _encoding = GetEncoding(value);
        else
        {
            Flush();
            paragraphs.ApplyControlWord(word, value, ref _group);
        }
    }

    private void AddByte(byte value)
    {
        // Behind a character in Unicode stands what older programs show in its place.
        if (_fallbackLeft > 0) _fallbackLeft--;
        else if (_group.Destination != RtfDestination.None) _bytes.Add(value);
    }

    private void Flush()
    {
        if (_bytes.Count == 0) return;
        paragraphs.AppendText(_encoding.GetString([.. _bytes]), _group);
        _bytes.Clear();
    }

    private static Encoding GetEncoding(int number)
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
