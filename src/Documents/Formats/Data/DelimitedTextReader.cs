using System.Text;
using CsvHelper;
using SearchEngine.Documents.Formats.Text;

namespace SearchEngine.Documents.Formats.Data;

/// <summary>
/// Reads delimited text (CSV, TSV) separated by commas, semicolons, tabs or bars. The text is the file's own; every record is a
/// row, including quoted line breaks. If the first record names the columns, the names become the section of all rows, so that
/// rows are found by them.
/// </summary>
internal sealed class DelimitedTextReader : TextDocumentReader
{
    // A quotation mark that is never closed would turn the rest of the file into one record.
    private const int MaxRecordLength = 100_000;

    // Longer or more names are probably data; and the names are repeated with every row.
    private const int MaxNameLength = 60;
    private const int MaxColumns = 1_000;

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Extensions { get; } = [".csv", ".tsv", ".tab", ".psv"];

    /// <inheritdoc/>
    public override DocumentText Read(string name, string text)
    {
        byte[] content = Encoding.UTF8.GetBytes(text);
        return Read(text, content, quotedLineBreaks: true) ?? Read(text, content, quotedLineBreaks: false)!;
    }

    private static DocumentText? Read(string text, byte[] content, bool quotedLineBreaks)
    {
        CsvReaderOptions options = new() { HasHeader = false, AllowLineBreaksInQuotes = quotedLineBreaks };
        using CsvReader reader = CsvReader.Create(content.AsMemory(), options);
        Utf16OffsetConverter position = new(content);
        BlockList blocks = new(text);
        Section section = blocks.Section;
        for (bool isFirst = true; reader.Read(); isFirst = false)
        {
            if (quotedLineBreaks && reader.RawRecord.Length > MaxRecordLength) return null;
            if (isFirst && ReadColumnNames(reader) is { } columns) section = section.Open(columns, 1);
            int start = position.Advance(reader.ByteOffset);
            blocks.Add(BlockKind.TableRow, start, position.Advance(reader.ByteOffset + reader.RawRecord.Length), section);
        }
        return new DocumentText("", text, FrontMatter.Empty, blocks.Complete());
    }

    /// <returns>The names of the columns; null if the record looks like data.</returns>
    private static string? ReadColumnNames(CsvReader record)
    {
        if (record.FieldCount is < 2 or > MaxColumns) return null;
        string[] names = new string[record.FieldCount];
        for (int column = 0; column < names.Length; column++)
        {
            string name = names[column] = InlineText.Normalize(record.GetString(column));
            if (name.Length is 0 or > MaxNameLength || !name.Any(char.IsLetter) || char.IsDigit(name[0])) return null;
        }
        return string.Join(", ", names);
    }
}
