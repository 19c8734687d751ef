using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>The texts that a workbook's cells name by number.</summary>
internal static class SharedStrings
{
    /// <summary>Reads the part that holds them; without one there are none.</summary>
    /// <exception cref="UnreadableDocumentException">Together they are longer than a document may be.</exception>
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
            string whole = text.ToStringAndClear();
            if ((length += whole.Length) > DocumentBuilder.MaxTextLength) throw new UnreadableDocumentException($"its text is longer than {DocumentBuilder.MaxTextLength:N0} characters");
            strings.Add(whole);
        }
        return strings;
    }
}
