using System.IO.Compression;
using System.Text;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Creates files that no well-behaved program would.</summary>
internal static class HostileFiles
{
    private const long BombBytes = 2L << 30;

    private static readonly string FixtureFolder = Path.Combine(Repository.Fixtures, "documents");

    /// <summary>Reads a document from the fixtures.</summary>
    public static byte[] ReadFixture(string name) => File.ReadAllBytes(Path.Combine(FixtureFolder, name));

    /// <summary>Reads the first half of a document from the fixtures, as an interrupted download would leave it.</summary>
    public static byte[] ReadTruncatedFixture(string name) => ReadFixture(name) is { } content ? content[..(content.Length / 2)] : [];

    /// <summary>Copies an archive, with some parts replaced or added.</summary>
    public static void Repack(string name, string path, params IEnumerable<(string Part, Action<Stream> Write)> parts)
    {
        using ZipArchive sound = new(new MemoryStream(ReadFixture(name)), ZipArchiveMode.Read);
        using ZipArchive archive = new(File.Create(path), ZipArchiveMode.Create);
        foreach (ZipArchiveEntry entry in sound.Entries.Where(entry => parts.All(part => part.Part != entry.FullName)))
        {
            using Stream from = entry.Open(), to = archive.CreateEntry(entry.FullName).Open();
            from.CopyTo(to);
        }
        foreach ((string part, Action<Stream> write) in parts)
        {
            using Stream to = archive.CreateEntry(part, CompressionLevel.Fastest).Open();
            write(to);
        }
    }

    /// <summary>Returns a function that writes a text.</summary>
    public static Action<Stream> WriteText(string text) => stream => stream.Write(Encoding.UTF8.GetBytes(text));

    /// <summary>Returns a function that writes a prefix and then two gigabytes of one character.</summary>
    public static Action<Stream> WriteBomb(string prefix) => stream =>
    {
        stream.Write(Encoding.UTF8.GetBytes(prefix));
        byte[] block = new byte[1 << 20];
        block.AsSpan().Fill((byte)'a');
        for (long left = BombBytes; left > 0; left -= block.Length) stream.Write(block);
    };

    /// <summary>Creates a PDF of one page with the given page tree and content.</summary>
    /// <param name="pages">The dictionary of the page tree's root, object 2; the page is object 3.</param>
    /// <param name="drawing">Writes the page's content, which is compressed with deflate.</param>
    public static byte[] CreatePdf(string pages, Action<Stream> drawing)
    {
        using MemoryStream packed = new();
        using (ZLibStream stream = new(packed, CompressionLevel.Fastest, leaveOpen: true)) drawing(stream);
        using MemoryStream file = new();
        List<long> offsets = [];
        Write("%PDF-1.4\n");
        Begin("<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
        Begin($"{pages}\nendobj\n");
        Begin("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>\nendobj\n");
        Begin($"<</Filter/FlateDecode/Length {packed.Length}>>\nstream\n");
        packed.WriteTo(file);
        Write("\nendstream\nendobj\n");
        Begin("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n");
        long table = file.Position;
        Write($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n{string.Concat(offsets.Select(offset => $"{offset:D10} 00000 n \n"))}");
        Write($"trailer\n<</Size {offsets.Count + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();

        void Begin(string text)
        {
            offsets.Add(file.Position);
            Write($"{offsets.Count} 0 obj\n{text}");
        }

        void Write(string text) => file.Write(Encoding.Latin1.GetBytes(text));
    }

    /// <summary>Creates a nested word.</summary>
    public static string CreateNested(int levels, string opening, string closing = "") =>
        new StringBuilder().Insert(0, opening, levels).Append("zebra").Append(new StringBuilder().Insert(0, closing, levels)).ToString();

    /// <summary>Creates a mail message with nested parts.</summary>
    public static string CreateNestedMail(int levels)
    {
        StringBuilder mail = new("From: a@b.example\nSubject: parts\nMIME-Version: 1.0\n");
        for (int level = 0; level < levels; level++) mail.Append($"Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n");
        return mail.Append("Content-Type: text/plain\n\nThe innermost zebra.\n").ToString();
    }
}
