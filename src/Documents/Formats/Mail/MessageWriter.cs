using System.Text;
using MimeKit;
using MimeKit.Text;
using SearchEngine.Documents.Formats.Web;

namespace SearchEngine.Documents.Formats.Mail;

/// <summary>
/// Writes messages. Of alternative parts it takes the plain text if there is any, else the HTML; a forwarded message becomes a
/// section.
/// </summary>
internal sealed class MessageWriter(DocumentBuilder builder, CancellationToken cancellationToken)
{
    private const int MaxForwardDepth = 5;

    // MimeKit only finds charsets that are registered with .NET, which are few by default.
    static MessageWriter() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Writes one message as a section of <paramref name="level"/>.</summary>
    public void Write(MimeMessage message, int level)
    {
        builder.BaseLevel = level - 1;
        if (string.IsNullOrWhiteSpace(message.Subject)) builder.OpenSection("No subject", 1);
        else builder.AddHeading(InlineText.Normalize(message.Subject), 1);
        builder.BaseLevel = level;
        builder.AddBlock(BlockKind.Paragraph, MailHeaders.FormatLines(message));

        // A stack instead of recursion, because parts may be nested to any depth.
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
                case MimePart { FileName.Length: > 0 } attachment when attachment.IsAttachment || attachment.ContentId is null:
                    builder.AddBlock(BlockKind.Paragraph, $"Attachment: {InlineText.Normalize(attachment.FileName)}");
                    break;
            }
        }
    }

    /// <returns>The plain text unless it is blank, else the last and richest alternative.</returns>
    private static MimeEntity? ChooseAlternative(MultipartAlternative alternative) =>
        alternative.FirstOrDefault(part => part is TextPart { IsPlain: true } text && !string.IsNullOrWhiteSpace(text.Text))
        ?? alternative.LastOrDefault(part => part is TextPart { IsHtml: true } or Multipart) ?? alternative.FirstOrDefault();

    private void Write(TextPart part)
    {
        if (part.IsHtml) HtmlBlockWriter.Write(part.Text, builder, cancellationToken);
        else if (part.IsFlowed) WritePlain(Unflow(part));
        else if (part.IsPlain || IsReadableSubtype(part)) WritePlain(part.Text);
    }

    private static bool IsReadableSubtype(TextPart part)
    {
        return part.ContentType.MediaSubtype is "x-patch" or "x-diff" or "markdown";
    }

    private static string Unflow(TextPart part)
    {
        FlowedToText flowed = new() { DeleteSpace = part.ContentType.Parameters["delsp"] is "yes" };
        return flowed.Convert(part.Text);
    }

    /// <summary>
    /// Writes plain text: paragraphs are separated by blank lines, and quoted lines from new text. Mailboxes write <c>&gt;From</c> for
    /// a line that would look like the start of a message.
    /// </summary>
    private void WritePlain(string text)
    {
        StringBuilder lines = new();
        bool inQuote = false;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            bool isEscaped = line.StartsWith(">From ");
            bool isQuoted = !isEscaped && line.StartsWith(">");
            ReadOnlySpan<char> content = isQuoted ? line.TrimStart("> ") : isEscaped ? line[1..] : line;
            if (content.IsWhiteSpace() || isQuoted != inQuote) Flush();
            inQuote = isQuoted;
            lines.Append(content).Append('\n');
        }
        Flush();

        void Flush()
        {
            lines.Replace('\u00a0', ' ').Replace("\u200b", "").Replace("\u00ad", "");
            builder.AddBlock(inQuote ? BlockKind.Quote : BlockKind.Paragraph, lines.ToString());
            lines.Clear();
        }
    }
}
