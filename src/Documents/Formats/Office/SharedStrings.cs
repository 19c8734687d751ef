using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>The strings that the cells of a workbook refer to by index.</summary>
internal static class SharedStrings
{
    /// <summary>Reads the shared strings; empty if the workbook has none.</summary>
    /// <exception cref="UnreadableDocumentException">The total length exceeds that of a document.</exception>
    public static IReadOnlyList<string> Read(XmlPartReader? part)
    {
        List<string> strings = [];
        InlineText text = new();
        long length = 0;
        bool inText = false;
        while (part is not null && part.Read())
        {
            if (part.IsStart && part.Name == "rPh") part.Skip();
            else if (part.IsStart || part.IsEnd) inText = part.IsStart && part.Name == "t";
            else if (inText) text.Append(part.Text);

            if (!part.IsEnd || part.Name != "si") continue;
            string value = text.ToStringAndClear();
            length += value.Length;
            if (length > DocumentBuilder.MaxTextLength) throw DocumentBuilder.TextTooLong();
            strings.Add(value);
        }
        return strings;
    }
}
