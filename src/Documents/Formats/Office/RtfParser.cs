using System.Text;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>Parses the groups, control words and text of RTF; <see cref="RtfTextBuilder"/> builds the document from them.</summary>
internal ref struct RtfParser(ReadOnlySpan<byte> content, RtfTextBuilder builder, CancellationToken cancellationToken)
{
    private const int MaxDepth = 1000;
    private const int MaxNumber = 100_000_000;

    private readonly ReadOnlySpan<byte> _content = content;
    private readonly Stack<RtfGroup> _groups = new();
    private readonly List<byte> _bytes = [];
    private Encoding _encoding = GetEncoding(1252);
    private RtfGroup _group = new(RtfDestination.Body, 1, false);
    private int _position;
    private int _remainingFallback;

    /// <summary>Parses the whole document; a truncated document ends where it is cut off.</summary>
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
        builder.Complete();
    }

    private void OpenGroup()
    {
        cancellationToken.ThrowIfCancellationRequested();
        Flush();
        if (_groups.Count >= MaxDepth) throw new UnreadableDocumentException($"its groups are nested more than {MaxDepth} levels deep");
        _groups.Push(_group);
        _remainingFallback = 0;
    }

    private void CloseGroup()
    {
        Flush();
        RtfDestination destination = _group.Destination;
        _remainingFallback = 0;
        if (_groups.TryPop(out RtfGroup outer)) _group = outer;
        if (destination != _group.Destination) builder.EndDestination(destination);
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
            case '\'' when IsHexDigit(_position) && IsHexDigit(_position + 1):
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
                builder.ApplyControlWord("par", 0, ref _group);
                break;
        }
    }

    private readonly bool IsHexDigit(int position) =>
        position < _content.Length && char.IsAsciiHexDigit((char)_content[position]);

    private void ParseControlWord()
    {
        int start = _position;
        while (_position < _content.Length && char.IsAsciiLetter((char)_content[_position])) _position++;
        string word = Encoding.ASCII.GetString(_content[start.._position]);
        bool isNegative = _position < _content.Length && _content[_position] == '-';
        if (isNegative) _position++;
        int? number = ParseNumber();
        if (_position < _content.Length && _content[_position] == ' ') _position++;
        int value = isNegative ? -(number ?? 0) : number ?? 1;

        if (word == "bin") _position = Math.Min(_position + Math.Max(value, 0), _content.Length);
        else if (word == "u")
        {
            Flush();
            char unit = (char)(ushort)value;
            builder.AppendText([unit], _group);
            _remainingFallback = _group.FallbackLength;
        }
        else if (word == "uc") _group = _group with { FallbackLength = Math.Clamp(value, 0, 100) };
        else if (word == "ansicpg") _encoding = GetEncoding(value);
        else
        {
            Flush();
            builder.ApplyControlWord(word, value, ref _group);
        }
    }

    private int? ParseNumber()
    {
        int? number = null;
        for (; _position < _content.Length && char.IsAsciiDigit((char)_content[_position]); _position++)
        {
            int digit = _content[_position] - '0';
            number = (int)Math.Min((number ?? 0) * 10L + digit, MaxNumber);
        }
        return number;
    }

    private void AddByte(byte value)
    {
        // A Unicode character is followed by a fallback for programs without Unicode.
        if (_remainingFallback > 0) _remainingFallback--;
        else if (_group.Destination != RtfDestination.None) _bytes.Add(value);
    }

    private void Flush()
    {
        if (_bytes.Count == 0) return;
        builder.AppendText(_encoding.GetString([.. _bytes]), _group);
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
