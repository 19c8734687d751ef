using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>
/// Gathers paragraphs of OpenDocument, which stand within one another where a paragraph holds a text box, a note or a comment: each that ends is handed on with what it stands in.
/// </summary>
internal sealed class OpenDocumentParagraphs
{
    // What nobody reads as the document's content: deleted text, tables of contents, prompts, and who wrote a comment when.
    private static readonly HashSet<string> SkippedElements =
        ["tracked-changes", "table-of-content", "illustration-index", "table-index", "note-citation", "forms", "scripts", "shapes", "creator", "date", "date-string", "creator-initials", "page-number", "page-count"];

    private readonly Stack<(InlineText Text, bool IsCode)> _open = new();

    /// <summary>How many lists are open.</summary>
    public int ListDepth { get; private set; }

    /// <summary>"footnote", "endnote", "annotation" or "notes" where the paragraph stands in one; else empty.</summary>
    public string AsideKind { get; private set; } = "";

    /// <summary>A paragraph or heading begins.</summary>
    public void BeginParagraph(bool isCode) => _open.Push((new InlineText(), isCode));

    /// <summary>A paragraph or heading ends: its text.</summary>
    public string End() => _open.TryPop(out (InlineText Text, bool IsCode) paragraph) ? paragraph.Text.ToStringAndClear() : "";

    /// <summary>Takes what stands here, but for the paragraphs' own starts and ends.</summary>
    public void Process(XmlPartReader part)
    {
        if (part.IsStart) StartElement(part);
        else if (part.IsEnd) End(part.Name);
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
                Append("                ".AsSpan(0, Math.Clamp(WordParagraph.ParseNumber(part.GetAttribute("c")), 1, 16)));
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

    private void End(string name)
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
