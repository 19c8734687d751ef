using System.IO.Hashing;
using System.Text;
using SearchEngine.Documents;
using SearchEngine.Documents.Chunking;
using SearchEngine.Documents.Encodings;
using SearchEngine.Documents.Formats.Text;
using SearchEngine.Documents.Limits;
using SearchEngine.Index.Catalog;
using SearchEngine.Models;

namespace SearchEngine.Ingestion;

/// <summary>
/// Reads documents and divides them into chunks. A file that cannot be read becomes an entry with the reason.
/// </summary>
internal sealed class DocumentLoader(IngestionSettings settings) : IDisposable
{
    // A document in memory takes many times the size of its file, so large files are read one at a time.
    private const long MaxBytesInFlight = 64_000_000;

    // Compressed formats unpack to about this multiple of their size.
    private const int CompressedWeight = 10;

    private static readonly Dictionary<string, string> NoFields = [];
    private static readonly PlainTextReader PlainText = new();

    private readonly TimeLimitedReader _timeLimit = new(settings.ReadingLimit);
    private readonly MemoryBudget _memory = new(MaxBytesInFlight);

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="storedHash">The content hash in the catalog; null to read the file in any case.</param>
    /// <param name="maxFileSize">The maximum size of the file, in bytes.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    public async ValueTask<LoadedDocument> LoadAsync(FoundFile file, string? storedHash, long maxFileSize, CancellationToken cancellation)
    {
        if (file.SkipReason is { } reason)
            return CreateWithoutText(file, "", file.IsUnreadableFolder ? DocumentStatus.Failed : DocumentStatus.Skipped, reason);
        string hash = "";
        try
        {
            if (settings.Readers.FindReader(file.Path) is not { } reader)
            {
                byte[] head = FileContent.ReadHead(file);
                if (!TextDecoder.LooksLikeText(head))
                    return CreateWithoutText(file, ComputeHash(head), DocumentStatus.Skipped, "binary, and no reader for its kind");
                reader = PlainText;
            }
            long weight = reader is TextDocumentReader ? file.Size : file.Size * CompressedWeight;
            using MemoryBudget.Share share = await _memory.AcquireAsync(weight, cancellation).ConfigureAwait(false);
            byte[] content = FileContent.Read(file, maxFileSize);
            hash = ComputeHash(content);
            if (hash == storedHash) return new LoadedDocument(file.Path, file.ModifiedUtc, null);
            DocumentEntry entry = _timeLimit.Run(
                token => CreateEntry(file.Path, reader.Read(file.Path, content, token), file.Size, file.ModifiedUtc, hash),
                cancellation);
            return new LoadedDocument(file.Path, file.ModifiedUtc, entry);
        }
        catch (Exception e) when (e is UnreadableDocumentException or IOException or UnauthorizedAccessException)
        {
            return CreateWithoutText(file, hash, DocumentStatus.Failed, e.Message);
        }
        catch (OutOfMemoryException)
        {
            return CreateWithoutText(file, hash, DocumentStatus.Failed, "there is not enough memory to read it");
        }
        catch (Exception e) when (!(e is OperationCanceledException && cancellation.IsCancellationRequested))
        {
            // A bug in the library of one format must not prevent the other files from being indexed.
            return CreateWithoutText(file, hash, DocumentStatus.Failed, $"the reader failed: {e.GetType().Name}: {e.Message}");
        }
    }

    /// <summary>Prepares a document that an application supplied.</summary>
    public LoadedDocument Load(Document document, string? storedHash)
    {
        byte[] content = Encoding.UTF8.GetBytes(document.Title + "\n" + document.Text);
        string hash = document.Fields.Count == 0
            ? ComputeHash(content)
            : ComputeHash([.. content, .. Encoding.UTF8.GetBytes(SerializeFields(document.Fields))]);
        if (hash == storedHash) return new LoadedDocument(document.Path, DateTime.UnixEpoch, null);
        DocumentText text = PlainText.Read(document.Path, document.Text) with { Fields = document.Fields };
        if (document.Title.Length > 0) text = text with { Title = document.Title };
        DocumentEntry entry = CreateEntry(document.Path, text, content.Length, DateTime.UnixEpoch, hash);
        return new LoadedDocument(document.Path, DateTime.UnixEpoch, entry);
    }

    public void Dispose() => _timeLimit.Dispose();

    /// <summary>Serializes fields unambiguously, whatever their order.</summary>
    private static string SerializeFields(IReadOnlyDictionary<string, string> fields) => string.Concat(fields
        .OrderBy(field => field.Key, StringComparer.Ordinal)
        .Select(field => $"\0{field.Key.Length}:{field.Key}{field.Value.Length}:{field.Value}"));

    private DocumentEntry CreateEntry(string path, DocumentText text, long size, DateTime modified, string hash)
    {
        ChunkEntry[] chunks = [.. settings.Chunker.Chunk(text).Select(chunk => CreateChunk(text.Title, chunk))];
        return new DocumentEntry(path, text.Title, size, modified, hash, DocumentStatus.Indexed, null, text.Fields, chunks)
        {
            Gaps = ChunkGaps.Extract(text.Text, chunks),
            Places = text.Places.IsEmpty ? null : text.Places.Serialize(),
        };
    }

    private static ChunkEntry CreateChunk(string title, Chunk chunk)
    {
        string key = ModelInput.ComputeKey(ModelInput.Compose(title, chunk.HeadingPath, chunk.Text));
        return new ChunkEntry(chunk.Start, chunk.End, chunk.Line, chunk.HeadingPath, chunk.Text, key) { Place = chunk.Place };
    }

    private static LoadedDocument CreateWithoutText(FoundFile file, string hash, DocumentStatus status, string reason)
    {
        DocumentEntry entry = new(file.Path, "", file.Size, file.ModifiedUtc, hash, status, reason, NoFields, []);
        return new LoadedDocument(file.Path, file.ModifiedUtc, entry);
    }

    private static string ComputeHash(byte[] content) => Convert.ToHexStringLower(XxHash128.Hash(content));
}
