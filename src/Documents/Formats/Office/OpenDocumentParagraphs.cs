using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>
/// Collects the paragraphs of OpenDocument, which may be nested: a paragraph may contain a text box, a note or a comment with
/// paragraphs inside.
/// </summary>
internal sealed class OpenDocumentParagraphs
{
    // Not part of the visible content: deleted text, tables of contents, prompts, and the author and date of a comment.
    private static readonly HashSet<string> SkippedElements =
    [
        "tracked-changes", "table-of-content", "illustration-index", "table-index", "note-citation", "forms", "scripts", "shapes",
        "creator", "date", "date-string", "creator-initials", "page-number", "page-count",
    ];

    private readonly Stack<(InlineText Text, bool IsCode)> _open = new();

    /// <summary>The nesting depth of lists.</summary>
    public int ListDepth { get; private set; }

    /// <summary>"footnote", "endnote", "annotation" or "notes" within one of them; else empty.</summary>
    public string AsideKind { get; private set; } = "";

    /// <summary>Starts a paragraph or heading.</summary>
    public void BeginParagraph(bool isCode) => _open.Push((new InlineText(), isCode));

    /// <summary>Ends a paragraph or heading and returns its text.</summary>
    public string EndParagraph() =>
        _open.TryPop(out (InlineText Text, bool IsCode) paragraph) ? paragraph.Text.ToStringAndClear() : "";

    /// <summary>Processes everything except the starts and ends of paragraphs.</summary>
    public void Process(XmlPartReader part)
    {
        if (part.IsStart) StartElement(part);
        else if (part.IsEnd) EndElement(part.Name);
        else Append(part.Text);
    }

    private void StartElement(XmlPartReader part)
    {
        if (SkippedElements.Contains(part.Name))
        {
            part.Skip();
            return;
        }
        switch (part.Name)
        {
            case "s":
                Append("                ".AsSpan(0, Math.Clamp(part.GetInt32("c"), 1, 16)));
                break;
            case "tab":
                Append("\t");
                break;
            case "line-break":
                Append("\n");
                break;
            case "list":
                ListDepth++;
                break;
            case "note":
                AsideKind = part.GetAttribute("note-class") is "endnote" ? "endnote" : "footnote";
                break;
            case "annotation" or "notes":
                AsideKind = part.Name;
                break;
        }
    }

    private void EndElement(string name)
    {
        if (name == "list") ListDepth--;
        else if (name is "note" or "annotation" or "notes") AsideKind = "";
    }

    private void Append(ReadOnlySpan<char> text)
    {
        if (!_open.TryPeek(out (InlineText Text, bool IsCode) paragraph)) return;
        if (paragraph.IsCode) paragraph.Text.AppendVerbatim(text);
        else paragraph.Text.Append(text);
    }
}
