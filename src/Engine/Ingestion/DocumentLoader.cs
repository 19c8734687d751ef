using System.IO.Hashing;
using System.Text;
using SearchEngine.Documents.Limits;
using SearchEngine.Documents;
using SearchEngine.Documents.Encodings;
using SearchEngine.Documents.Formats.Text;
using SearchEngine.Index.Catalog;
using SearchEngine.Models;

namespace SearchEngine.Ingestion;

/// <summary>
/// Reads a file and cuts it, so that only writing is left to do. A file that cannot be read, be it by a reader's own fault, becomes an
/// entry that says why.
/// </summary>
internal sealed class DocumentLoader(KnowledgeBaseOptions options) : IDisposable
{
    // What readers make of a file is many times its size, so large files are read one after the other.
    private const long BytesAtOnce = 64_000_000;

    // A packed format unpacks to about so many times its size.
    private const int PackedWeight = 10;

    private static readonly Dictionary<string, string> NoFields = [];
    private static readonly PlainTextReader PlainText = new();

    private readonly TimeLimitedReader _reading = new(options.ReadingLimit);
    private readonly MemoryBudget _memory = new(BytesAtOnce);

    /// <param name="file">The file.</param>
    /// <param name="knownHash">Hash of the content that the catalog holds under this path; null where it holds none that could be kept.</param>
    /// <param name="maxFileSize">The largest file that may be read, in bytes.</param>
    /// <param name="cancellation">Ends it.</param>
    public async ValueTask<PreparedFile> PrepareAsync(FoundFile file, string? knownHash, long maxFileSize, CancellationToken cancellation)
    {
        if (file.SkipReason is not null) return WithoutText(file, "", DocumentStatus.Skipped, file.SkipReason);
        string hash = "";
        try
        {
            if (options.Readers.FindReader(file.Path) is not { } reader)
            {
                byte[] head = FileContent.Head(file);
                if (!TextDecoder.LooksLikeText(head)) return WithoutText(file, Hash(head), DocumentStatus.Skipped, "binary, and no reader for its kind");
                reader = PlainText;
            }
            long weight = reader is TextDocumentReader ? file.Size : file.Size * PackedWeight;
            using MemoryBudget.Share share = await _memory.TakeAsync(weight, cancellation).ConfigureAwait(false);
            byte[] content = FileContent.Read(file, maxFileSize);
            hash = Hash(content);
            if (hash == knownHash) return new PreparedFile(file.Path, file.ModifiedUtc, null);
            DocumentEntry entry = _reading.Run(token => Cut(file.Path, reader.Read(file.Path, content, token), file.Size, file.ModifiedUtc, hash), cancellation);
            return new PreparedFile(file.Path, file.ModifiedUtc, entry);
        }
        catch (Exception e) when (e is UnreadableDocumentException or IOException or UnauthorizedAccessException)
        {
            return WithoutText(file, hash, DocumentStatus.Failed, e.Message);
        }
        catch (OutOfMemoryException)
        {
            return WithoutText(file, hash, DocumentStatus.Failed, "reading it takes more memory than there is");
        }
        catch (Exception e) when (!(e is OperationCanceledException && cancellation.IsCancellationRequested))
        {
            // Formats are many and their libraries have faults of their own; one file's is no reason to leave the others unread.
            return WithoutText(file, hash, DocumentStatus.Failed, $"the reader failed: {e.GetType().Name}: {e.Message}");
        }
    }

    public PreparedFile Prepare(Document document, string? knownHash)
    {
        byte[] content = Encoding.UTF8.GetBytes(document.Title + "\n" + document.Text);
        string hash = document.Fields.Count == 0 ? Hash(content) : Hash([.. content, .. Encoding.UTF8.GetBytes(Written(document.Fields))]);
        if (hash == knownHash) return new PreparedFile(document.Path, DateTime.UnixEpoch, null);
        DocumentText read = PlainText.Read(document.Path, document.Text) with { Fields = document.Fields };
        DocumentText titled = document.Title.Length == 0 ? read : read with { Title = document.Title };
        return new PreparedFile(document.Path, DateTime.UnixEpoch, Cut(document.Path, titled, content.Length, DateTime.UnixEpoch, hash));
    }

    public void Dispose() => _reading.Dispose();

    /// <summary>Fields as one text, whatever their order; no name or value reads as another's end.</summary>
    private static string Written(IReadOnlyDictionary<string, string> fields) => string.Concat(fields.OrderBy(field => field.Key, StringComparer.Ordinal)
        .Select(field => $"\0{field.Key.Length}:{field.Key}{field.Value.Length}:{field.Value}"));

    private DocumentEntry Cut(string path, DocumentText text, long size, DateTime modified, string hash)
    {
        ChunkEntry[] chunks = [.. options.Chunker.Chunk(text).Select(chunk => new ChunkEntry(
            chunk.Start, chunk.End, chunk.Line, chunk.HeadingPath, chunk.Text,
            EmbeddingText.KeyOf(EmbeddingText.Compose(text.Title, chunk.HeadingPath, chunk.Text))) { Place = chunk.Place })];
        return new DocumentEntry(path, text.Title, size, modified, hash, DocumentStatus.Indexed, null, text.Fields, chunks)
        {
            Gaps = ChunkGaps.Extract(text.Text, chunks),
            Places = text.Places.IsEmpty ? null : text.Places.Serialize(),
        };
    }

    private static PreparedFile WithoutText(FoundFile file, string hash, DocumentStatus status, string reason) =>
        new(file.Path, file.ModifiedUtc, new DocumentEntry(file.Path, "", file.Size, file.ModifiedUtc, hash, status, reason, NoFields, []));

    private static string Hash(byte[] content) => Convert.ToHexStringLower(XxHash128.Hash(content));
}
