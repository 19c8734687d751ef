using System.Text;
using MimeKit;
using MimeKit.Text;
using SearchEngine.Documents.Formats.Web;

namespace SearchEngine.Documents.Formats.Mail;

/// <summary>Writes messages: of alternatives the plain text, else the HTML; a message that is forwarded whole within another is a section of it.</summary>
internal sealed class MessageWriter(DocumentBuilder builder, CancellationToken cancellationToken)
{
    private const int MaxForwardDepth = 5;

    // MimeKit finds charsets by name among those that .NET has at hand, which are few until it is told of the others.
    static MessageWriter() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Writes one message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="level">The level of its section.</param>
    public void Write(MimeMessage message, int level)
    {
        builder.BaseLevel = level - 1;
        if (string.IsNullOrWhiteSpace(message.Subject)) builder.OpenSection("No subject", 1);
        else builder.AddHeading(InlineText.Normalize(message.Subject), 1);
        builder.BaseLevel = level;
        builder.AddBlock(BlockKind.Paragraph, MailHeaders.FormatLines(message));

        // The next part is on top; parts nest as deep as their sender likes.
        Stack<MimeEntity> parts = new();
        if (message.Body is not null) parts.Push(message.Body);
        while (parts.TryPop(out MimeEntity? part))
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (part)
            {
                case MultipartAlternative alternative when ChooseAlternative(alternative) is MimeEntity preferred:
                    parts.Push(preferred);
                    break;
                case Multipart multipart:
                    for (int index = multipart.Count - 1; index >= 0; index--) parts.Push(multipart[index]);
                    break;
                case MessagePart { Message: MimeMessage forwarded } when level < MaxForwardDepth:
                    Write(forwarded, level + 1);
                    builder.BaseLevel = level;
                    break;
                case TextPart { IsAttachment: false } text:
                    Write(text);
                    break;
                case MimePart { FileName.Length: > 0 } attached when attached.IsAttachment || attached.ContentId is null:
                    builder.AddBlock(BlockKind.Paragraph, $"Attachment: {InlineText.Normalize(attached.FileName)}");
                    break;
            }
        }
    }

    /// <returns>The plain text where that says something, else the richest, which stands last.</returns>
    private static MimeEntity? ChooseAlternative(MultipartAlternative alternative) =>
        alternative.FirstOrDefault(part => part is TextPart { IsPlain: true } text && !string.IsNullOrWhiteSpace(text.Text))
        ?? alternative.LastOrDefault(part => part is TextPart { IsHtml: true } or Multipart) ?? alternative.FirstOrDefault();

    private void Write(TextPart part)
    {
        if (part.IsHtml) HtmlBlockWriter.Write(part.Text, builder, cancellationToken);
        else if (part.IsFlowed) WritePlain(Unflow(part));
        else if (part.IsPlain || part.ContentType.MediaSubtype is "x-patch" or "x-diff" or "markdown") WritePlain(part.Text);
    }

    private static string Unflow(TextPart part)
    {
        FlowedToText flowed = new() { DeleteSpace = part.ContentType.Parameters["delsp"] is "yes" };
        return flowed.Convert(part.Text);
    }

    /// <summary>Paragraphs are parted by blank lines, and quoted lines from one's own; <c>&gt;From</c> is how mailboxes keep what would begin a message.</summary>
    private void WritePlain(string text)
    {
        StringBuilder lines = new();
        bool isQuote = false;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            bool escaped = line.StartsWith(">From ");
            bool quoted = !escaped && line.StartsWith(">");
            ReadOnlySpan<char> content = quoted ? line.TrimStart("> ") : escaped ? line[1..] : line;
            if (content.IsWhiteSpace() || quoted != isQuote) Flush();
            isQuote = quoted;
            lines.Append(content).Append('\n');
        }
        Flush();

        void Flush()
        {
            lines.Replace('\u00a0', ' ').Replace("\u200b", "").Replace("\u00ad", "");
            builder.AddBlock(isQuote ? BlockKind.Quote : BlockKind.Paragraph, lines.ToString());
            lines.Clear();
        }
    }
}
