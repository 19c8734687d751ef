using System.Globalization;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Exceptions;

namespace SearchEngine.Documents.Formats.Pdf;

/// <summary>
/// Reads PDF: the text of each page in reading order, with paragraphs joined across lines, columns and pages and headings
/// recognized by their size. Running heads and page numbers are left out. A scanned document only has text after OCR.
/// </summary>
internal sealed class PdfReader : IDocumentReader
{
    // PDF programs look for the header in the first kilobyte (ISO 32000-1, annex H.3.4.1).
    private const int MaxHeaderOffset = 1024;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Extensions { get; } = [".pdf"];

    /// <inheritdoc/>
    public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        ReadOnlySpan<byte> head = content.Span[..Math.Min(content.Length, MaxHeaderOffset)];
        if (head.IndexOf("%PDF-"u8) < 0) throw new UnreadableDocumentException("it is not a PDF: it does not begin with %PDF-");
        try
        {
            using PdfDocument pdf = PdfDocument.Open(content, CreateOptions());
            return Read(pdf, cancellationToken);
        }
        catch (PdfDocumentEncryptedException)
        {
            throw new UnreadableDocumentException("it is encrypted; save a copy without a password");
        }
        catch (PdfDocumentStackDepthException e)
        {
            throw new UnreadableDocumentException("it is damaged: its parts refer to each other in a cycle or are nested too deeply", e);
        }
        catch (Exception e) when (e is not (UnreadableDocumentException or OperationCanceledException or OutOfMemoryException))
        {
            throw CreateDamagedException(e);
        }
    }

    private static ParsingOptions CreateOptions() => new()
    {
        UseLenientParsing = true,
        SkipMissingFonts = true,
        FilterProvider = new LimitedFilters(),
    };

    private static DocumentText Read(PdfDocument pdf, CancellationToken cancellation)
    {
        List<PdfPage> pages = [];
        int unreadablePages = 0;
        int images = 0;
        Exception? error = null;
        for (int number = 1; number <= pdf.NumberOfPages; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                Page page = pdf.GetPage(number);
                pages.Add(new PdfPage(number, PageLineExtractor.Extract(page)));
                images += page.NumberOfImages;
            }
            catch (Exception e) when (e is not (UnreadableDocumentException or OutOfMemoryException))
            {
                // Only this page is damaged; the others are readable.
                error = e;
                unreadablePages++;
            }
        }
        if (unreadablePages > 0 && pages.TrueForAll(page => page.Lines.Count == 0)) throw CreateDamagedException(error!);

        PageFurniture.RemoveFrom(pages);
        DocumentBuilder builder = new(cancellation);
        PdfBlockWriter blocks = new(builder, pages);
        blocks.Write();
        if (builder.IsEmpty && images > 0)
            throw new UnreadableDocumentException("it contains pictures and no text; run text recognition (OCR) on it first");

        string title = Normalize(pdf.Information.Title) is { Length: > 0 } ownTitle ? ownTitle : blocks.FirstTitle ?? "";
        return builder.Build(title, GetFields(pdf.Information));
    }

    // PdfPig's message about a broken file is helpful; .NET's message about a bug in PdfPig is not.
    private static UnreadableDocumentException CreateDamagedException(Exception e)
    {
        bool isHelpful = e is PdfDocumentFormatException or InvalidDataException;
        return new UnreadableDocumentException($"it is damaged: {(isHelpful ? e.Message : "its structure cannot be followed")}", e);
    }

    private static Dictionary<string, string> GetFields(DocumentInformation information)
    {
        Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);
        Add("author", information.Author);
        Add("subject", information.Subject);
        Add("keywords", information.Keywords);
        Add("date", information.GetCreatedDateTimeOffset()?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return fields;

        void Add(string name, string? value)
        {
            if (Normalize(value) is { Length: > 0 } words) fields[name] = words;
        }
    }

    private static string Normalize(string? text) => Whitespace.Collapse(text ?? "").Trim('\0');
}

/// <summary>The lines of a page, in reading order.</summary>
internal sealed record PdfPage(int Number, List<PdfLine> Lines);
