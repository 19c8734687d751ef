using System.Globalization;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Exceptions;

namespace SearchEngine.Documents.Formats.Pdf;

/// <summary>
/// Reads PDF: the text of each page in reading order, paragraphs put together across lines, columns and pages, headings by their size. Running heads and page numbers are left out. A scanned document
/// has no text unless a program that recognizes it has put it there.
/// </summary>
public sealed class PdfReader : IDocumentReader
{
    // Readers of PDF look for the header within the first kilobyte (ISO 32000-1, annex H.3.4.1).
    private const int MaxHeaderOffset = 1024;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Extensions { get; } = [".pdf"];

    /// <inheritdoc/>
    public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        ReadOnlySpan<byte> head = content.Span[..Math.Min(content.Length, MaxHeaderOffset)];
        if (head.IndexOf("%PDF-"u8) < 0) throw new UnreadableDocumentException("no PDF: it does not begin with %PDF-");
        try
        {
            using PdfDocument pdf = PdfDocument.Open(content, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, FilterProvider = new LimitedFilters() });
            return Read(pdf, cancellationToken);
        }
        catch (PdfDocumentEncryptedException)
        {
            throw new UnreadableDocumentException("it is encrypted; save a copy without a password");
        }
        catch (PdfDocumentStackDepthException e)
        {
            throw new UnreadableDocumentException("damaged: its parts refer to each other in a circle, or are nested too deep", e);
        }
        catch (Exception e) when (e is not (UnreadableDocumentException or OperationCanceledException or OutOfMemoryException))
        {
            throw CreateDamagedException(e);
        }
    }

    private static DocumentText Read(PdfDocument pdf, CancellationToken cancellation)
    {
        List<PdfPage> pages = [];
        int unreadable = 0, images = 0;
        Exception? fault = null;
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
                // One page's fault; the others can be read.
                fault = e;
                unreadable++;
            }
        }
        if (unreadable > 0 && pages.TrueForAll(page => page.Lines.Count == 0)) throw CreateDamagedException(fault!);

        PageFurniture.RemoveFrom(pages);
        DocumentBuilder builder = new(cancellation);
        PdfBlockWriter blocks = new(builder, pages);
        blocks.Write();
        if (builder.IsEmpty && images > 0) throw new UnreadableDocumentException("it holds pictures and no text; have its text recognized (OCR) first");

        string title = CollapseWhitespace(pdf.Information.Title) is { Length: > 0 } named ? named : blocks.FirstTitle ?? "";
        return builder.Build(title, GetFields(pdf.Information));
    }

    /// <summary>What the library says of a fault in the file is worth repeating; what .NET says of one in the library is not.</summary>
    private static UnreadableDocumentException CreateDamagedException(Exception e) =>
        new(e is PdfDocumentFormatException or InvalidDataException ? $"damaged: {e.Message}" : "damaged: its structure cannot be followed", e);

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
            if (CollapseWhitespace(value) is { Length: > 0 } words) fields[name] = words;
        }
    }

    private static string CollapseWhitespace(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim('\0');
}

/// <summary>A page as lines, in the order in which they are read.</summary>
internal sealed record PdfPage(int Number, List<PdfLine> Lines);
