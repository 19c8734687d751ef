using SearchEngine.Documents.Formats;
using SearchEngine.Documents;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests.Readers;

/// <summary>EPUB books that are damaged, of another format, encrypted or hostile.</summary>
public sealed class EpubTests
{
    private const string Container = "<container><rootfile full-path=\"p.opf\"/></container>";

    private const string Package = "<package><metadata/>"
        + "<manifest><item id=\"a\" href=\"a.xhtml\"/><item id=\"b\" href=\"b.xhtml\"/></manifest>"
        + "<spine><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>";

    [Fact]
    public void Truncated_IsReported()
    {
        byte[] whole = File.ReadAllBytes(Path.Combine(Repository.Fixtures, "documents", "handbook.epub"));
        foreach (int length in (int[])[4, whole.Length / 2, whole.Length - 30])
            Assert.Contains("damaged or truncated", Refusal(whole[..length]));
    }

    [Fact]
    public void WrongExtension_SaysWhatItIs()
    {
        Assert.Equal("it is a PDF, not an EPUB book", Refusal("%PDF-1.7"u8.ToArray()));
        Assert.StartsWith(
            "it is a ZIP archive, but not an EPUB book",
            Refusal(File.ReadAllBytes(Path.Combine(Repository.Fixtures, "documents", "handbook.docx"))));
        Assert.Equal("it is damaged: p.opf is missing", Refusal(OfficeFile.Zip(("META-INF/container.xml", Container))));
    }

    [Fact]
    public void ProtectedBook_IsRefusedAsEncrypted() => Assert.StartsWith(
        "it is encrypted", Refusal(Book(("META-INF/encryption.xml", Encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc")))));

    [Fact]
    public void ObfuscatedFonts_AreNotEncryption()
    {
        string encryption = Encryption("http://www.idpf.org/2008/embedding");

        Assert.Equal("Text", Read(Book(("META-INF/encryption.xml", encryption), ("b.xhtml", "<body>Text</body>"))).Text);
    }

    [Fact]
    public void ChapterThatIsABomb_IsSkipped() =>
        Assert.Equal("Text", Read(Book(("a.xhtml", new string('x', 21_000_000)), ("b.xhtml", "<body><p>Text</p></body>"))).Text);

    [Fact]
    public void MissingAndDamagedChapters_LeaveTheOthers() =>
        Assert.Equal("Text", Read(Book(("b.xhtml", "<body><p>Text</div></b"))).Text.Trim());

    [Fact]
    public void ReferencesOutOfTheArchive_AreNotFollowed()
    {
        using TemporaryFolder folder = new();
        string secret = folder.Write("secret.xhtml", "<body>the secret</body>");
        string package = Package.Replace("a.xhtml", $"../../../../../..{secret}", StringComparison.Ordinal).Replace(
            "b.xhtml", $"file://{secret}", StringComparison.Ordinal);

        Assert.Equal("", Read(OfficeFile.Zip(("META-INF/container.xml", Container), ("p.opf", package))).Text);
    }

    [Fact]
    public void ExternalEntities_AreNeverResolved()
    {
        const string package = "<!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><package>&x;</package>";

        Assert.StartsWith("it is damaged", Refusal(OfficeFile.Zip(("META-INF/container.xml", Container), ("p.opf", package))));
    }

    [Fact]
    public void DeepNesting_IsBounded()
    {
        string nested = string.Concat(Enumerable.Repeat("<div>", 100_000));
        Assert.Contains("nested more than", Refusal(OfficeFile.Zip(("META-INF/container.xml", nested))));
        Assert.Equal("Text", Read(Book(("b.xhtml", $"<body>{nested}Text"))).Text);
    }

    private static string Encryption(string algorithm) =>
        $"<encryption><EncryptedData><EncryptionMethod Algorithm=\"{algorithm}\"/></EncryptedData></encryption>";

    private static byte[] Book(params (string Path, string Text)[] files) =>
        OfficeFile.Zip([("META-INF/container.xml", Container), ("p.opf", Package), .. files]);

    private static DocumentText Read(byte[] content) =>
        DocumentReaders.Default.FindReader("a.epub")!.Read("a.epub", content, TestContext.Current.CancellationToken);

    private static string Refusal(byte[] content) => Assert.Throws<UnreadableDocumentException>(() => Read(content)).Message;
}
