using System.Globalization;
using System.Text.RegularExpressions;
using SearchEngine.Documents.Containers;
using SearchEngine.Documents.Encodings;
using SearchEngine.Documents.Formats.Web;

namespace SearchEngine.Documents.Formats.Books;

/// <summary>Reads EPUB books: the chapters in reading order, each a place named by its title in the table of contents.</summary>
internal sealed partial class EpubReader : IDocumentReader
{
    // A chapter is held in memory as a tree; even long novels have only about three million characters in total.
    private const int MaxChapterBytes = 20_000_000;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Extensions { get; } = [".epub"];

    /// <inheritdoc/>
    public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        using ZipContainer container = new(content, "an EPUB book");
        return Read(container, cancellationToken);
    }

    private static DocumentText Read(ZipContainer container, CancellationToken cancellationToken)
    {
        EpubPackage book = EpubPackage.Read(container, cancellationToken);
        Dictionary<string, string> titles = EpubTableOfContents.Read(container, book, cancellationToken);
        DocumentBuilder builder = new(cancellationToken);
        int number = 0;
        foreach (string path in book.Chapters)
        {
            if (container.ReadAllBytes(path, MaxChapterBytes) is not byte[] bytes) continue;
            string html = GetBody(TextDecoder.Decode(bytes));
            string? title = titles.GetValueOrDefault(path);
            number++;
            builder.SetPlace(title ?? string.Create(CultureInfo.InvariantCulture, $"chapter {number}"));
            if (title is not null && !HeadingTag().IsMatch(html)) builder.OpenSection(title, 1);
            HtmlBlockWriter.Write(html, builder, cancellationToken);
        }
        return builder.Build(book.Metadata.Title, book.Metadata.Fields);
    }

    /// <returns>
    /// The chapter's body as HTML. XHTML allows any element to close itself; HTML would put the following content inside of it.
    /// </returns>
    private static string GetBody(string xhtml)
    {
        int body = xhtml.IndexOf("<body", StringComparison.OrdinalIgnoreCase);
        return SelfClosedTag().Replace(body < 0 ? xhtml : xhtml[body..], "<$1$2></$1>");
    }

    [GeneratedRegex("<h[1-3][ >]", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex HeadingTag();

    [GeneratedRegex(
        "<(script|style|title|iframe|textarea|a|p|div|span|i|b|em|td|th|li|h[1-6])([ \\t\\r\\n][^<>]*)?/>",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex SelfClosedTag();
}
