using MimeKit;
using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Mail;

/// <summary>Reads single mail messages: the subject as heading, sender, recipients and date, the text, and attachment names.</summary>
internal sealed class MailReader : IDocumentReader
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
            MimeParser parser = new(content.AsStream(), MimeFormat.Entity, persistent: true);
            MimeMessage message = parser.ParseMessage(cancellationToken);
            bool isMail = message.From.Count > 0
                || message.Headers.Contains(HeaderId.Date)
                || message.Headers.Contains(HeaderId.Subject);
            if (isMail) return message;
        }
        catch (FormatException)
        {
            // A file without headers is reported like one without the headers of a message.
        }
        throw new UnreadableDocumentException(FileSignature.Describe(content.Span) is string actual
            ? $"it is {actual}, not a mail message"
            : "it is not a mail message: it has no sender, date or subject");
    }
}
