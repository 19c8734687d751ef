using System.IO.Hashing;
using System.Text;
using SearchEngine.Chunking;
using SearchEngine.Index.Catalog;
using SearchEngine.Readers;

namespace SearchEngine.Indexing;

/// <summary>Reads a file and cuts it, so that only writing is left to do. A file that cannot be read becomes an entry that says why.</summary>
internal sealed class DocumentPreparer(DocumentReaders readers, IChunker chunker)
{
    private static readonly Dictionary<string, string> NoFields = [];
    private static readonly PlainTextReader Paragraphs = new();

    public DocumentEntry Prepare(FoundFile file)
    {
        if (file.SkipReason is not null) return WithoutText(file, "", DocumentStatus.Skipped, file.SkipReason);
        string hash = "";
        try
        {
            byte[] content = File.ReadAllBytes(file.FullPath);
            hash = Hash(content);
            return Cut(file.Path, readers.For(file.Path)!.Read(file.Path, content), file.Size, file.ModifiedUtc, hash);
        }
        catch (Exception e) when (e is UnreadableDocumentException or IOException or UnauthorizedAccessException)
        {
            return WithoutText(file, hash, DocumentStatus.Failed, e.Message);
        }
    }

    public DocumentEntry Prepare(Document document)
    {
        byte[] content = Encoding.UTF8.GetBytes(document.Title + "\n" + document.Text);
        DocumentText read = Paragraphs.Read(document.Path, document.Text);
        DocumentText titled = document.Title.Length == 0 ? read : read with { Title = document.Title };
        return Cut(document.Path, titled, content.Length, DateTime.UnixEpoch, Hash(content));
    }

    private DocumentEntry Cut(string path, DocumentText text, long size, DateTime modified, string hash)
    {
        ChunkEntry[] chunks = [.. chunker.Cut(text).Select(chunk => new ChunkEntry(
            chunk.Start, chunk.End, chunk.Line, chunk.HeadingPath, chunk.Text,
            EmbeddingText.KeyOf(EmbeddingText.Compose(text.Title, chunk.HeadingPath, chunk.Text))))];
        return new DocumentEntry(path, text.Title, size, modified, hash, DocumentStatus.Indexed, null, text.Fields, chunks);
    }

    private static DocumentEntry WithoutText(FoundFile file, string hash, DocumentStatus status, string reason) =>
        new(file.Path, "", file.Size, file.ModifiedUtc, hash, status, reason, NoFields, []);

    private static string Hash(byte[] content) => Convert.ToHexStringLower(XxHash128.Hash(content));
}
