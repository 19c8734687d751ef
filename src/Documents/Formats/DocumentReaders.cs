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

/// <summary>A registry of document readers by file extension.</summary>
public sealed class DocumentReaders
{
    private readonly IDocumentReader[] _readers;
    private readonly FrozenDictionary<string, IDocumentReader> _byExtension;

    /// <summary>Creates a registry; if two readers handle the same extension, the later one is used.</summary>
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

    /// <summary>The built-in readers.</summary>
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

    /// <summary>Identifies the extensions and their readers; other readers may extract other text from the same files.</summary>
    public string Version => field ??= ComputeVersion();

    /// <summary>All supported extensions, with the dot.</summary>
    public IReadOnlyCollection<string> Extensions => _byExtension.Keys;

    /// <summary>Returns a registry with an additional reader, which replaces other readers of its extensions.</summary>
    public DocumentReaders With(IDocumentReader reader) => new([.. _readers, reader]);

    /// <summary>Returns the reader for a file by its extension, ignoring case; null if there is none.</summary>
    public IDocumentReader? FindReader(string path) => _byExtension.GetValueOrDefault(Path.GetExtension(path));

    private string ComputeVersion()
    {
        IEnumerable<string> lines = _byExtension
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key} {pair.Value.GetType().FullName}");
        return Convert.ToHexStringLower(XxHash64.Hash(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }
}
