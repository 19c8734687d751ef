using System.Globalization;
using System.Text;
using MimeKit;

namespace SearchEngine.Documents.Formats.Mail;

/// <summary>Extracts the sender, recipients and date of a message.</summary>
internal static class MailHeaders
{
    // Mail to a list may name thousands of recipients, which are not worth searching.
    private const int MaxAddresses = 50;

    /// <summary>Returns the headers as metadata fields.</summary>
    public static Dictionary<string, string> GetFields(MimeMessage message) =>
        GetHeaders(message).ToDictionary(
            header => header.Name.ToLowerInvariant(),
            header => header.Value,
            StringComparer.OrdinalIgnoreCase);

    /// <summary>Formats the headers as the lines above a message's text.</summary>
    public static string FormatLines(MimeMessage message)
    {
        StringBuilder lines = new();
        foreach ((string name, string value) in GetHeaders(message)) lines.Append(name).Append(": ").Append(value).Append('\n');
        return lines.ToString();
    }

    private static IEnumerable<(string Name, string Value)> GetHeaders(MimeMessage message)
    {
        if (message.From.Count > 0) yield return ("From", FormatAddresses(message.From));
        if (message.To.Count > 0) yield return ("To", FormatAddresses(message.To));
        if (message.Cc.Count > 0) yield return ("Cc", FormatAddresses(message.Cc));
        if (message.Date != default)
            yield return ("Date", message.Date.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
    }

    private static string FormatAddresses(InternetAddressList addresses)
    {
        IEnumerable<string> names = addresses.Take(MaxAddresses).Select(address => address switch
        {
            MailboxAddress { Name.Length: > 0 } mailbox => $"{mailbox.Name} <{mailbox.Address}>",
            MailboxAddress mailbox => mailbox.Address,
            _ => address.Name ?? "",
        });
        return InlineText.Normalize(string.Join(", ", names.Where(name => name.Length > 0)));
    }
}
