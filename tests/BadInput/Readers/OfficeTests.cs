using SearchEngine.Documents.Formats;
using SearchEngine.Documents;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests.Readers;

/// <summary>Office documents that are damaged, of another format, encrypted or hostile.</summary>
public sealed class OfficeTests
{
    private const string Paragraph = "<w:p><w:r><w:t>Text</w:t></w:r></w:p>";

    public static TheoryData<string> Extensions => [".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"];

    [Theory]
    [MemberData(nameof(Extensions))]
    public void Truncated_IsReported(string extension)
    {
        foreach (string path in Directory.EnumerateFiles(Path.Combine(Repository.Fixtures, "documents"), "*" + extension).Where(
            path => !Path.GetFileName(path).StartsWith("locked", StringComparison.Ordinal)))
        {
            byte[] whole = File.ReadAllBytes(path);
            foreach (int length in (int[])[4, 100, whole.Length / 2, whole.Length - 30])
                Assert.Contains("damaged or truncated", Refusal(extension, whole[..length]));
        }
    }

    [Theory]
    [MemberData(nameof(Extensions))]
    public void WrongExtension_SaysWhatItIs(string extension)
    {
        Assert.Contains("it is a PDF, not ", Refusal(extension, "%PDF-1.7\n"u8.ToArray()));
        Assert.Contains("it is an HTML page, not ", Refusal(extension, "<!DOCTYPE html>"u8.ToArray()));
        Assert.Contains("a legacy Office document", Refusal(extension, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]));
        Assert.Contains("a ZIP archive, but not ", Refusal(extension, OfficeFile.Zip(("a.txt", "text"))));
        Assert.Contains("does not begin like a ZIP archive", Refusal(extension, "plain text"u8.ToArray()));
        Assert.Equal("it is empty", Refusal(extension, []));
    }

    [Theory]
    [InlineData("locked.docx")]
    [InlineData("locked.xlsx")]
    [InlineData("locked.pptx")]
    public void Encrypted_IsRefusedWithARemedy(string name) =>
        Assert.Equal(
            "it is encrypted; save a copy without a password",
            Refusal(Path.GetExtension(name), File.ReadAllBytes(Path.Combine(Repository.Fixtures, "documents", name))));

    [Fact]
    public void EncryptedOpenDocument_IsRefusedWithARemedy() => Assert.Equal(
        "it is encrypted; save a copy without a password",
        Refusal(".odt", OfficeFile.Zip(
            ("META-INF/manifest.xml", "<manifest><file-entry><encryption-data/></file-entry></manifest>"),
            ("content.xml", "noise"))));

    [Fact]
    public void ZipBombOfText_EndsAtTheMaximumLength() => Assert.Contains(
        "longer than 100,000,000 characters",
        Refusal(".docx", OfficeFile.Word($"<w:p><w:r><w:t>{new string('x', DocumentBuilder.MaxTextLength + 1)}</w:t></w:r></w:p>")));

    [Fact]
    public void ZipBombOfRelationships_IsNotPassedToTheLibrary() => Assert.Contains(
        "unpacks to more than 20 MB",
        Refusal(".docx", OfficeFile.Zip(("word/document.xml", "<document/>"), ("_rels/.rels", new string(' ', 21_000_000)))));

    [Fact]
    public void ZipBombOfMarkup_EndsAtTheLimit()
    {
        SlowSuite.RequireAll();
        Assert.Contains("unpacks to more than 500 MB", Refusal(
            ".odt",
            OfficeFile.Zip(("content.xml", "<a>" + string.Concat(Enumerable.Repeat($"<b c='{new string('x', 1000)}'/>", 500_000))))));
    }

    [Fact]
    public void StringSharedByManyCells_EndsAtTheMaximumLength()
    {
        string row = $"<row>{Repeat("<c t=\"s\"><v>0</v></c>", 200)}</row>", text = new('x', 1_000_000);
        byte[] workbook = OfficeFile.Workbook(row, ("sharedStrings", $"<sst><si><t>{text}</t></si></sst>"));

        Assert.Contains("longer than 100,000,000 characters", Refusal(".xlsx", workbook));
    }

    [Fact]
    public void DeepNesting_IsRefusedAtALimit()
    {
        const int levels = 100_000;
        string tables = Repeat("<w:tbl><w:tr><w:tc>", levels) + Paragraph + Repeat("</w:tc></w:tr></w:tbl>", levels);
        string groups = Repeat("<p:grpSp>", levels) + Repeat("</p:grpSp>", levels);

        Assert.Contains("nested more than", Refusal(".docx", OfficeFile.Word(tables)));
        Assert.Contains("nested more than", Refusal(".docx", OfficeFile.Word($"<w:sdtPr>{tables}</w:sdtPr>")));
        Assert.Contains("nested more than", Refusal(".xlsx", OfficeFile.Workbook(Repeat("<row>", levels))));
        Assert.Contains("nested more than", Refusal(".pptx", OfficeFile.Presentation(groups)));
        Assert.Contains("nested more than", Refusal(".odt", OfficeFile.Zip(("content.xml", Repeat("<a>", levels)))));
    }

    [Fact]
    public void ExternalAndNestedEntities_AreNeverResolved()
    {
        using TemporaryFolder folder = new();
        string secret = folder.Write("secret.txt", "the secret");
        string[] declarations = [$"<!ENTITY x SYSTEM \"file://{secret}\">", "<!ENTITY a \"aaaaaaaaaa\"><!ENTITY x \"&a;&a;&a;&a;\">"];

        foreach (string declaration in declarations)
        {
            string content = $"<!DOCTYPE a [{declaration}]><o:document-content xmlns:o=\"o\" xmlns:t=\"t\"><o:text><t:p>&x;</t:p></o:text>"
                + "</o:document-content>";
            Assert.StartsWith("it is damaged", Refusal(".odt", OfficeFile.Zip(("content.xml", content))));
        }
    }

    [Fact]
    public void Macros_AreNotText()
    {
        foreach (string name in (string[])["macro.docm", "macro.xlsm"])
        {
            DocumentText document = Read(Path.GetExtension(name), File.ReadAllBytes(Path.Combine(Repository.Fixtures, "documents", name)));
            Assert.DoesNotContain("End Sub", document.Text);
            Assert.NotEmpty(document.Blocks);
        }
    }

    [Fact]
    public void CyclesOfPartsAndStyles_End()
    {
        const string package = "http://schemas.openxmlformats.org/package/2006/relationships";
        const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string style = "<w:style w:styleId=\"a\"><w:basedOn w:val=\"a\"/></w:style>";
        const string relationships = $"<Relationships xmlns=\"{package}\">"
            + $"<Relationship Id=\"r\" Type=\"{office}/header\" Target=\"header.xml\"/>"
            + $"<Relationship Id=\"s\" Type=\"{office}/styles\" Target=\"styles.xml\"/>"
            + $"<Relationship Id=\"h\" Type=\"{office}/hyperlink\" TargetMode=\"External\" Target=\"mailto:a b@@c:x\"/></Relationships>";
        byte[] document = OfficeFile.Word(Paragraph, ("styles", style), ("header", Paragraph));
        byte[] cyclic = OfficeFile.Add(document, ("word/_rels/header.xml.rels", relationships));

        Assert.Equal("Text", Read(".docx", cyclic).Text);
    }

    [Fact]
    public void DamagedXml_SaysWhere() =>
        Assert.Matches("it is damaged: .*[Ll]ine 1", Refusal(".docx", OfficeFile.Word("<w:p><w:r><w:t>Text</w:p>")));

    [Fact]
    public void Cancellation_EndsTheReading()
    {
        using CancellationTokenSource source = new();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => DocumentReaders.Default.FindReader("a.docx")!.Read(
            "a.docx", OfficeFile.Word(Paragraph), source.Token));
    }

    private static string Repeat(string part, int count) => string.Concat(Enumerable.Repeat(part, count));

    private static DocumentText Read(string extension, byte[] content) =>
        DocumentReaders.Default.FindReader(extension)!.Read("a" + extension, content, TestContext.Current.CancellationToken);

    private static string Refusal(string extension, byte[] content) =>
        Assert.Throws<UnreadableDocumentException>(() => Read(extension, content)).Message;
}
