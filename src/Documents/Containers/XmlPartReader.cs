using System.Xml;

namespace SearchEngine.Documents.Containers;

/// <summary>
/// Walks through one XML part of a document: forwards, a start and an end for every element, text in pieces, so that memory is bounded whatever the part holds. Names are local
/// ones, since the strict and the transitional form of a format differ in namespaces alone. A DTD is passed over and nothing is ever fetched, so no entity is known or expanded.
/// </summary>
internal sealed class XmlPartReader(Stream stream, CancellationToken cancellationToken = default) : IDisposable
{
    // Documents that people make nest a few dozen levels deep; each one costs memory in XmlReader.
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

    /// <summary>Whether an element begins here.</summary>
    public bool IsStart { get; private set; }

    /// <summary>Whether an element ends here.</summary>
    public bool IsEnd { get; private set; }

    /// <summary>The local name of the element that begins or ends here; empty at text.</summary>
    public string Name { get; private set; } = "";

    /// <summary>How many elements the one that begins or ends here stands in.</summary>
    public int Depth => _reader.Depth;

    /// <summary>The piece of text that stands here; one text may come in several.</summary>
    public ReadOnlySpan<char> Text => _buffer.AsSpan(0, _length);

    /// <summary>Goes on to the next start, end or text; false at the end of the part.</summary>
    /// <exception cref="UnreadableDocumentException">The part is no XML, damaged, or nested too deeply.</exception>
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

    /// <summary>Goes on within the element whose <see cref="Depth"/> is given; false at its end.</summary>
    public bool ReadWithin(int depth) => Read() && !(IsEnd && Depth == depth);

    /// <summary>Passes over all that the element which begins here holds; its end is not seen.</summary>
    public void Skip()
    {
        int depth = 1;
        while (depth > 0 && Read()) depth += IsStart ? 1 : IsEnd ? -1 : 0;
    }

    /// <summary>All text that the element which begins here holds; its end is not seen.</summary>
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

    /// <summary>An attribute of the element that begins here, by its local name; null where it has none.</summary>
    public string? GetAttribute(string name) => GetAttribute(name, "");

    /// <summary>The relationship that the element which begins here names: its <c>r:id</c>.</summary>
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
        if (_total > DocumentBuilder.MaxTextLength) throw new UnreadableDocumentException($"its text is longer than {DocumentBuilder.MaxTextLength:N0} characters");
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
            _inText = _reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace;
            if (ReadTextChunk()) return true;
        }
        return IsStart = IsEnd = false;
    }
}
