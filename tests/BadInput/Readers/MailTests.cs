using System.Text;
using SearchEngine.Documents.Formats;
using SearchEngine.Documents;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests.Readers;

/// <summary>Mail that is truncated, of another format or hostile.</summary>
public sealed class MailTests
{
    private const string Head = "Subject: Oven\nFrom: a@b.c\nMIME-Version: 1.0\n";

    [Fact]
    public void Truncated_ReturnsTheReadablePart()
    {
        foreach (string path in Directory.EnumerateFiles(Path.Combine(Repository.Fixtures, "documents"), "*.eml").Concat(
            Directory.EnumerateFiles(Path.Combine(Repository.Fixtures, "documents"), "*.mbox")))
        {
            byte[] whole = File.ReadAllBytes(path);
            for (int length = whole.Length / 2; length < whole.Length; length += 97)
                Assert.NotEmpty(Read(Path.GetExtension(path), whole[..length]).Blocks);
        }
    }

    [Theory]
    [InlineData(".eml", "mail message")]
    [InlineData(".mbox", "mailbox")]
    public void WrongExtension_SaysWhatItIs(string extension, string kind)
    {
        Assert.Equal($"it is a PDF, not a {kind}", Refusal(extension, "%PDF-1.7\nfoo: bar\n\n"u8.ToArray()));
        Assert.StartsWith($"it is not a {kind}: ", Refusal(extension, "just text\n\nand more"u8.ToArray()));
        Assert.StartsWith($"it is not a {kind}: ", Refusal(extension, [0xff, 0, 1, 2, 3, 10, 13, 0]));
        Assert.StartsWith($"it is not a {kind}: ", Refusal(extension, []));
    }

    [Fact]
    public void MultipartsNestedInThemselves_EndAtTheLibrarysLimit()
    {
        StringBuilder mail = new(Head);
        for (int level = 0; level < 20_000; level++) mail.Append($"Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n");
        mail.Append("Content-Type: text/plain\n\ndeep\n");

        Assert.Equal("Oven", Read(".eml", Encoding.ASCII.GetBytes(mail.ToString())).Title);
    }

    [Fact]
    public void MessagesNestedInThemselves_AreReadDownToALimit()
    {
        StringBuilder mail = new();
        for (int level = 0; level < 500; level++) mail.Append(Head).Append("Content-Type: message/rfc822\n\n");
        mail.Append(Head).Append("\ndeep\n");

        DocumentText document = Read(".eml", Encoding.ASCII.GetBytes(mail.ToString()));

        Assert.Equal(5, document.Blocks.Count(block => block.Kind == BlockKind.Heading));
        Assert.DoesNotContain("deep", document.Text);
    }

    [Fact]
    public void ManyAddresses_AreNamedUpToALimit()
    {
        string addresses = string.Join(",\n ", Enumerable.Range(0, 20_000).Select(number => $"user{number}@example.org"));
        string mail = $"Subject: Oven\nFrom: a@b.c\nTo: {addresses}\n\nText.\n";

        DocumentText document = Read(".eml", Encoding.ASCII.GetBytes(mail));

        Assert.EndsWith("user49@example.org", document.Fields["to"], StringComparison.Ordinal);
        Assert.EndsWith("Text.", document.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownCharsetAndBrokenEncoding_ReturnTheReadablePart()
    {
        Assert.EndsWith(
            "Grüße",
            Read(".eml", Encoding.UTF8.GetBytes(Head + "Content-Type: text/plain; charset=klingon\n\nGrüße")).Text,
            StringComparison.Ordinal);
        const string base64 = "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nSGVsbG8*****gd29ybGQ";
        Assert.Contains("Hello", Read(".eml", Encoding.ASCII.GetBytes(Head + base64)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void NulCharacters_DoNotEndTheText() =>
        Assert.EndsWith("behind", Read(".eml", Encoding.ASCII.GetBytes(Head + "\nbefore\0behind\n")).Text, StringComparison.Ordinal);

    private static DocumentText Read(string extension, byte[] content) =>
        DocumentReaders.Default.FindReader(extension)!.Read("a" + extension, content, TestContext.Current.CancellationToken);

    private static string Refusal(string extension, byte[] content) =>
        Assert.Throws<UnreadableDocumentException>(() => Read(extension, content)).Message;
}
