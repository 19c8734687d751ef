using System.IO.Hashing;
using System.Collections.Frozen;
using System.Text;
using SearchEngine.Documents.Formats.Books;
using SearchEngine.Documents.Formats.Code;
using SearchEngine.Documents.Formats.Data;
using SearchEngine.Documents.Formats.Mail;
using SearchEngine.Documents.Formats.Office;
using SearchEngine.Documents.Formats.Pdf;
using SearchEngine.Documents.Formats.Text;
using SearchEngine.Documents.Formats.Web;

namespace SearchEngine.Documents.Formats;

/// <summary>The readers at hand, by file extension.</summary>
public sealed class DocumentReaders
{
    private readonly IDocumentReader[] _readers;
    private readonly FrozenDictionary<string, IDocumentReader> _byExtension;

    /// <summary>Registers <paramref name="readers"/>; of two that read one extension the later is taken.</summary>
    public DocumentReaders(IEnumerable<IDocumentReader> readers)
    {
        _readers = [.. readers];
        Dictionary<string, IDocumentReader> byExtension = new(StringComparer.OrdinalIgnoreCase);
        foreach (IDocumentReader reader in _readers)
        {
            foreach (string extension in reader.Extensions) byExtension[extension] = reader;
        }
        _byExtension = byExtension.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The readers that come with the engine.</summary>
    public static DocumentReaders Default { get; } = new(
    [
        new PlainTextReader(),
        new MarkdownReader(),
        new SourceCodeReader(),
        new CSharpReader(),
        new PdfReader(),
        new HtmlReader(),
        new TexReader(),
        new DelimitedTextReader(),
        new JsonReader(),
        new JsonLinesReader(),
        new NotebookReader(),
        new SettingsReader(),
        new SubtitleReader(),
        new WordReader(),
        new SpreadsheetReader(),
        new PresentationReader(),
        new OpenDocumentReader(),
        new RtfReader(),
        new MailReader(),
        new MailboxReader(),
        new EpubReader(),
    ]);

    /// <summary>Names what is read and by which reader: with others, the same files can make other documents.</summary>
    public string Version => field ??= Convert.ToHexStringLower(XxHash64.Hash(Encoding.UTF8.GetBytes(string.Join(
        '\n', _byExtension.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value.GetType().FullName}")))));

    /// <summary>Every extension that is read, with the dot.</summary>
    public IReadOnlyCollection<string> Extensions => _byExtension.Keys;

    /// <summary>These readers and one more, which is taken for the extensions it names.</summary>
    public DocumentReaders With(IDocumentReader reader) => new([.. _readers, reader]);

    /// <summary>The reader for a file by its extension, in any case; none where no reader names it.</summary>
    public IDocumentReader? FindReader(string path) => _byExtension.GetValueOrDefault(Path.GetExtension(path));
}
