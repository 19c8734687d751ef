using System.Globalization;
using MimeKit;
using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Mail;

/// <summary>Reads mailboxes, which hold one message after another, each a section under its subject.</summary>
public sealed class MailboxReader : IDocumentReader
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Extensions { get; } = [".mbox", ".mbx"];

    /// <inheritdoc/>
    public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        DocumentBuilder builder = new(cancellationToken);
        MessageWriter text = new(builder, cancellationToken);
        int number = 0;
        try
        {
            MimeParser parser = new(content.AsStream(), MimeFormat.Mbox, persistent: true);
            while (!parser.IsEndOfStream)
            {
                MimeMessage message = parser.ParseMessage(cancellationToken);
                builder.SetPlace(string.Create(CultureInfo.InvariantCulture, $"message {++number}"));
                text.Write(message, level: 1);
            }
        }
        catch (FormatException exception) when (number == 0)
        {
            throw new UnreadableDocumentException(
                FileSignature.Describe(content.Span) is string other ? $"it is {other}, not a mailbox" : "it is not a mailbox: no line begins with \"From \"", exception);
        }
        catch (FormatException)
        {
            // What was read of a mailbox that is damaged further on is its content.
        }
        return builder.Build();
    }
}
