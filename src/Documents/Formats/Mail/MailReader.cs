using MimeKit;
using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Mail;

/// <summary>Reads single mail messages: the subject as the heading, who wrote to whom and when, the text, and the names of what is attached.</summary>
public sealed class MailReader : IDocumentReader
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Extensions { get; } = [".eml"];

    /// <inheritdoc/>
    public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        MimeMessage message = Parse(content, cancellationToken);
        DocumentBuilder builder = new(cancellationToken);
        new MessageWriter(builder, cancellationToken).Write(message, level: 1);
        return builder.Build(InlineText.Normalize(message.Subject ?? ""), MailHeaders.GetFields(message));
    }

    private static MimeMessage Parse(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        try
        {
            MimeMessage message = new MimeParser(content.AsStream(), MimeFormat.Entity, persistent: true).ParseMessage(cancellationToken);
            if (message.From.Count > 0 || message.Headers.Contains(HeaderId.Date) || message.Headers.Contains(HeaderId.Subject)) return message;
        }
        catch (FormatException)
        {
            // What has no headers is told as what has none of a message's.
        }
        throw new UnreadableDocumentException(
            FileSignature.Describe(content.Span) is string other ? $"it is {other}, not a mail message" : "it is not a mail message: it names no sender, date or subject");
    }
}
