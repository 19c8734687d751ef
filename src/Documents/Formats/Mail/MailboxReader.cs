using System.Globalization;
using MimeKit;
using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Mail;

/// <summary>Reads mailboxes (mbox): one message after another, each a section titled by its subject.</summary>
internal sealed class MailboxReader : IDocumentReader
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Extensions { get; } = [".mbox", ".mbx"];

    /// <inheritdoc/>
    public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        DocumentBuilder builder = new(cancellationToken);
        MessageWriter writer = new(builder, cancellationToken);
        int number = 0;
        try
        {
            MimeParser parser = new(content.AsStream(), MimeFormat.Mbox, persistent: true);
            while (!parser.IsEndOfStream)
            {
                MimeMessage message = parser.ParseMessage(cancellationToken);
                builder.SetPlace(string.Create(CultureInfo.InvariantCulture, $"message {++number}"));
                writer.Write(message, level: 1);
            }
        }
        catch (FormatException exception) when (number == 0)
        {
            string reason = FileSignature.Describe(content.Span) is string actual
                ? $"it is {actual}, not a mailbox"
                : "it is not a mailbox: no line begins with \"From \"";
            throw new UnreadableDocumentException(reason, exception);
        }
        catch (FormatException)
        {
            // If a mailbox is damaged further on, the messages before are its content.
        }
        return builder.Build();
    }
}
