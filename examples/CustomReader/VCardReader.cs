using SearchEngine.Documents.Formats.Text;
using SearchEngine.Documents;

namespace SearchEngine.Examples;

/// <summary>Reads address books (vCard 3 and 4, RFC 6350): each card is a section, and the place of a passage is its card.</summary>
public sealed class VCardReader : TextDocumentReader
{
    private static readonly string[] Shown = ["TITLE", "ORG", "EMAIL", "TEL", "NOTE"];

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Extensions => [".vcf"];

    /// <inheritdoc/>
    public override DocumentText Read(string name, string text)
    {
        DocumentBuilder document = new();
        int card = 0;
        foreach ((string property, string value) in Properties(text))
        {
            switch (property)
            {
                case "BEGIN": document.SetPlace($"card {++card}"); break;
                case "FN": document.AddHeading(value, 1); break;
                case var shown when Shown.Contains(shown): document.AddBlock(BlockKind.Paragraph, value); break;
            }
        }
        return card > 0 ? document.Build() : throw new UnreadableDocumentException("it has no card (BEGIN:VCARD); is it an address book?");
    }

    private static IEnumerable<(string Property, string Value)> Properties(string text)
    {
        // A line that starts with whitespace continues the previous line.
        string[] lines = text.ReplaceLineEndings("\n")
            .Replace("\n ", "", StringComparison.Ordinal)
            .Replace("\n\t", "", StringComparison.Ordinal)
            .Split('\n');
        foreach (string line in lines)
        {
            int colon = line.IndexOf(':');
            if (colon < 0) continue;
            // "item1.EMAIL;TYPE=work" is an EMAIL.
            string property = line[..colon].Split(';')[0].Split('.')[^1];
            yield return (
                property.ToUpperInvariant(),
                line[(colon + 1)..].Replace("\\n", "\n", StringComparison.OrdinalIgnoreCase).Replace("\\", "", StringComparison.Ordinal));
        }
    }
}
