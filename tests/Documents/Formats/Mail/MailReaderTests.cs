using System.Text;
using static SearchEngine.Documents.BlockKind;

namespace SearchEngine.Documents.Tests;

public sealed class MailReaderTests
{
    private const string Head = "From: =?utf-8?q?=C3=84nne?= <anne@example.org>\nTo: bob@example.org,\n Carl <c@example.org>\n"
        + "Date: Wed, 04 Mar 2026 10:11:12 +0100\nSubject: The\n oven\nMIME-Version: 1.0\n";

    [Fact]
    public void Read_PlainMessage_HasItsHeadersParagraphsAndQuotes()
    {
        DocumentText document = Read(Head + "\nHello,\nyou two.\n\nBob wrote:\n> When\n> > does it?\nSoon.\n>From then on\n");

        DocumentAssert.Blocks(document,
            (Heading, "The oven", "The oven"),
            (Paragraph, "The oven", "From: Änne <anne@example.org>\nTo: bob@example.org, Carl <c@example.org>\n"
                + "Date: 2026-03-04T10:11:12+01:00"),
            (Paragraph, "The oven", "Hello,\nyou two."),
            (Paragraph, "The oven", "Bob wrote:"),
            (Quote, "The oven", "When\ndoes it?"),
            (Paragraph, "The oven", "Soon.\nFrom then on"));
        Assert.Equal("The oven", document.Title);
        Assert.Equal("Änne <anne@example.org>", document.Fields["from"]);
        Assert.Equal("bob@example.org, Carl <c@example.org>", document.Fields["to"]);
        Assert.Equal("2026-03-04T10:11:12+01:00", document.Fields["date"]);
    }

    [Fact]
    public void Read_Alternatives_PrefersPlainTextUnlessItIsBlank()
    {
        Assert.Equal(["Plain."], Texts(Multipart("alternative", ("text/plain", "Plain."), ("text/html", "<p>Rich.</p>"))));
        Assert.Equal(["Rich."], Texts(Multipart("alternative", ("text/plain", " "), ("text/html", "<p>Rich.</p><script>no</script>"))));
        Assert.Equal(["Rich."], Texts(Multipart("alternative", ("text/html", "<p>Rich.</p>"))));
    }

    [Fact]
    public void Read_HtmlWithHeadings_IsBelowTheSubject() =>
        Assert.Equal("The oven > Decks", Read(Head + "Content-Type: text/html\n\n<h1>Decks</h1><p>Two.</p>").Blocks[^1].Section.Path);

    [Fact]
    public void Read_Attachments_AreNamedButNotRead() => Assert.Equal(
        ["See there.", "Attachment: plan.pdf", "Attachment: list.txt"],
        Texts(Multipart("mixed", ("text/plain", "See there."), ("application/pdf; name=plan.pdf", "%PDF"), ("text/plain\n"
            + "Content-Disposition: attachment; filename=list.txt", "one"), ("image/png; name=logo.png\nContent-Id: <logo>", "x"))));

    [Fact]
    public void Read_ForwardedMessage_IsASection() => DocumentAssert.Blocks(
        Read(Multipart("mixed", ("text/plain", "See."), ("message/rfc822", "Subject: Decks\nFrom: x@y.z\n\nTwo."), ("text/plain", "Bye."))),
        (Heading, "The oven", "The oven"),
        (Paragraph, "The oven", "From: Änne <anne@example.org>\nTo: bob@example.org, Carl <c@example.org>\n"
            + "Date: 2026-03-04T10:11:12+01:00"),
        (Paragraph, "The oven", "See."),
        (Heading, "The oven > Decks", "Decks"),
        (Paragraph, "The oven > Decks", "From: x@y.z"),
        (Paragraph, "The oven > Decks", "Two."),
        (Paragraph, "The oven > Decks", "Bye."));

    [Fact]
    public void Read_FlowedText_JoinsItsLines() =>
        Assert.Equal(["One line that flows on. \n".Trim()], Texts(Head + "Content-Type: text/plain; format=flowed\n\n"
            + "One line \nthat flows on.\n"));

    [Fact]
    public void Read_LegacyCharsets_AreDecoded()
    {
        byte[] head = Encoding.ASCII.GetBytes(Head + "Content-Type: text/plain; charset=koi8-r\n\n");
        byte[] content = [.. head, 0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4];

        Assert.EndsWith("Привет", TestDocuments.Read("a.eml", content).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_RealMailbox_HasAPlaceForEachMessage()
    {
        DocumentText document = TestDocuments.ReadFixture("letters.mbox");

        DocumentBlock news = document.Blocks.Single(block => document.Text[block.Start..block.End] == "The crane is repaired & "
            + "painted green.");
        Assert.Equal(("Newsletter of the harbour > Harbour news", "message 3"), (news.Section.Path, document.Places.GetPlace(news.Start)));
        Assert.Contains(
            TestDocuments.DescribeBlocks(document),
            block => block is { Kind: Quote, Text: "Did the tender bring anything?" });
        Assert.Contains("\nFrom below one sees the rock.", document.Text, StringComparison.Ordinal);
        Assert.Equal("message 5", document.Places.GetPlace(document.Text.Length));
    }

    [Fact]
    public void Read_RealMessageWithAttachments_NamesThem() =>
        Assert.Contains("Attachment: bøyer.csv", TestDocuments.ReadFixture("alternative.eml").Text, StringComparison.Ordinal);

    private static string Multipart(string kind, params (string Type, string Text)[] parts) =>
        Head + $"Content-Type: multipart/{kind}; boundary=b\n\n" + string.Concat(parts.Select(part => $"--b\nContent-Type: "
            + $"{part.Type}\n\n{part.Text}\n")) + "--b--\n";

    private static IEnumerable<string> Texts(string mail)
    {
        DocumentText document = Read(mail);
        return document.Blocks.Skip(2).Select(block => document.Text[block.Start..block.End]);
    }

    private static DocumentText Read(string mail)
    {
        DocumentText document = TestDocuments.Read("a.eml", Encoding.UTF8.GetBytes(mail));
        DocumentAssert.BlocksCoverAllText(document);
        return document;
    }
}
