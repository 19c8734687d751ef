using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Books;

/// <summary>Reads the table of contents of a book, in XHTML (EPUB 3) or NCX (EPUB 2).</summary>
internal static class EpubTableOfContents
{
    /// <summary>Returns the first title that links to each file, by the file's path.</summary>
    public static Dictionary<string, string> Read(ZipContainer container, EpubPackage book, CancellationToken cancellationToken)
    {
        Dictionary<string, string> titles = [];
        if (book.TableOfContentsPath is not string path) return titles;
        string label = "";
        try
        {
            using XmlPartReader? part = container.OpenXml(path, cancellationToken);
            while (part is not null && part.Read())
            {
                if (!part.IsStart) continue;
                if (part.Name == "a" && part.GetAttribute("href") is string href) Add(href, part.ReadText());
                else if (part.Name == "navLabel") label = part.ReadText();
                else if (part.Name == "content" && part.GetAttribute("src") is string source) Add(source, label);
            }
        }
        catch (UnreadableDocumentException)
        {
            // The chapters are readable without their titles.
        }
        return titles;

        void Add(string reference, string title)
        {
            if (title.Length > 0) titles.TryAdd(EpubPackage.Resolve(path, reference), title);
        }
    }
}
