using System.Globalization;
using System.Text;
using MimeKit;
using SearchEngine.Documents.Formats.Text;

namespace SearchEngine.Documents.Formats.Mail;

/// <summary>Who wrote a message to whom, and when.</summary>
internal static class MailHeaders
{
    // A list's mail may name thousands, whom nobody looks for in it.
    private const int MostAddresses = 50;

    /// <summary>The fields to filter by.</summary>
    public static Dictionary<string, string> Fields(MimeMessage message) => All(message).ToDictionary(header => header.Name.ToLowerInvariant(), header => header.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>The lines above the text of a message.</summary>
    public static string Lines(MimeMessage message)
    {
        StringBuilder lines = new();
        foreach ((string name, string value) in All(message)) lines.Append(name).Append(": ").Append(value).Append('\n');
        return lines.ToString();
    }

    private static IEnumerable<(string Name, string Value)> All(MimeMessage message)
    {
        if (message.From.Count > 0) yield return ("From", Names(message.From));
        if (message.To.Count > 0) yield return ("To", Names(message.To));
        if (message.Cc.Count > 0) yield return ("Cc", Names(message.Cc));
        if (message.Date != default) yield return ("Date", message.Date.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
    }

    private static string Names(InternetAddressList addresses)
    {
        IEnumerable<string> names = addresses.Take(MostAddresses).Select(address => address switch
        {
            MailboxAddress { Name.Length: > 0 } mailbox => $"{mailbox.Name} <{mailbox.Address}>",
            MailboxAddress mailbox => mailbox.Address,
            _ => address.Name ?? "",
        });
        return InlineText.Of(string.Join(", ", names.Where(name => name.Length > 0)));
    }
}
