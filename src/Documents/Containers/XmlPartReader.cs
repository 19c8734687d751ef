using System.Globalization;
using System.Xml;

namespace SearchEngine.Documents.Containers;

/// <summary>
/// Reads one XML part of a document forwards, with a start and an end for every element and text in pieces, so that memory is
/// bounded. Names are local names, because the strict and the transitional form of a format differ only in namespaces. DTDs are
/// ignored and nothing is fetched, so no entity is expanded.
/// </summary>
internal sealed class XmlPartReader(Stream stream, CancellationToken cancellationToken = default) : IDisposable
{
    // Real documents nest a few dozen levels deep; every level costs memory in XmlReader.
    private const int MaxDepth = 1000;

    private static readonly XmlReaderSettings Settings = new()
    {
        CheckCharacters = false,
        CloseInput = true,
        DtdProcessing = DtdProcessing.Ignore,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        XmlResolver = null,
    };

    private readonly XmlReader _reader = XmlReader.Create(stream, Settings);
    private readonly char[] _buffer = new char[4096];
    private int _length;
    private long _total;
    private bool _inText;
    private bool _isEmpty;

    /// <summary>Whether the reader is at the start of an element.</summary>
    public bool IsStart { get; private set; }

    /// <summary>Whether the reader is at the end of an element.</summary>
    public bool IsEnd { get; private set; }

    /// <summary>The local name of the current element; empty at text.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The number of elements around the current one.</summary>
    public int Depth => _reader.Depth;

    /// <summary>The current piece of text; one text node may come in several pieces.</summary>
    public ReadOnlySpan<char> Text => _buffer.AsSpan(0, _length);

    /// <summary>Advances to the next start, end or text; false at the end of the part.</summary>
    /// <exception cref="UnreadableDocumentException">The part is damaged or nested too deeply.</exception>
    public bool Read()
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return _isEmpty ? CloseEmptyElement() : ReadTextChunk() || ReadNode();
        }
        catch (XmlException exception)
        {
            throw new UnreadableDocumentException($"it is damaged: {exception.Message}", exception);
        }
    }

    /// <summary>Advances within the element at <paramref name="depth"/>; false at its end.</summary>
    public bool ReadWithin(int depth) => Read() && !(IsEnd && Depth == depth);

    /// <summary>Skips the content and the end of the current element.</summary>
    public void Skip()
    {
        int depth = 1;
        while (depth > 0 && Read()) depth += IsStart ? 1 : IsEnd ? -1 : 0;
    }

    /// <summary>Returns the text content of the current element and advances past its end.</summary>
    public string ReadText()
    {
        InlineText text = new();
        int depth = 1;
        while (depth > 0 && Read())
        {
            depth += IsStart ? 1 : IsEnd ? -1 : 0;
            text.Append(Text);
        }
        return text.ToStringAndClear();
    }

    /// <summary>Returns an attribute of the current element by its local name; null if it is missing.</summary>
    public string? GetAttribute(string name) => GetAttribute(name, "");

    /// <summary>Returns the number in an attribute; -1 if it is missing or not a number.</summary>
    public int GetInt32(string name) => ParseInt32(GetAttribute(name));

    /// <summary>Parses an unsigned number; returns -1 for anything else.</summary>
    public static int ParseInt32(string? value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;

    /// <summary>Returns the relationship id of the current element: its attribute <c>r:id</c>.</summary>
    public string? GetRelationshipId() => GetAttribute("id", "/relationships");

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private string? GetAttribute(string name, string namespaceEnd)
    {
        string? value = null;
        for (bool more = _reader.MoveToFirstAttribute(); more && value is null; more = _reader.MoveToNextAttribute())
        {
            if (_reader.LocalName == name && _reader.NamespaceURI.EndsWith(namespaceEnd, StringComparison.Ordinal)) value = _reader.Value;
        }
        _reader.MoveToElement();
        return value;
    }

    private bool CloseEmptyElement()
    {
        (_isEmpty, IsStart, IsEnd) = (false, false, true);
        return true;
    }

    private bool ReadTextChunk()
    {
        _length = _inText ? _reader.ReadValueChunk(_buffer, 0, _buffer.Length) : 0;
        if (_reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA) _total += _length;
        if (_total > DocumentBuilder.MaxTextLength) throw DocumentBuilder.TextTooLong();
        return _inText = _length > 0;
    }

    private bool ReadNode()
    {
        while (_reader.Read())
        {
            IsStart = _reader.NodeType == XmlNodeType.Element;
            IsEnd = _reader.NodeType == XmlNodeType.EndElement;
            Name = IsStart || IsEnd ? _reader.LocalName : "";
            if (_reader.Depth > MaxDepth) throw new UnreadableDocumentException($"its markup is nested more than {MaxDepth} levels deep");
            _isEmpty = IsStart && _reader.IsEmptyElement;
            if (IsStart || IsEnd) return true;
            _inText = _reader.NodeType
                is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace;
            if (ReadTextChunk()) return true;
        }
        return IsStart = IsEnd = false;
    }
}
