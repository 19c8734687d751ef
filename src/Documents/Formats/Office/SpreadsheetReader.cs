using DocumentFormat.OpenXml.Packaging;
using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>
/// Reads Excel workbooks, hidden sheets too: each sheet is a section, each row that holds something a block, with numbers and dates as they are shown and formulas' last results.
/// </summary>
public sealed class SpreadsheetReader : IDocumentReader
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Extensions { get; } = [".xlsx", ".xlsm", ".xltx", ".xltm"];

    /// <inheritdoc/>
    public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default) =>
        OfficePackage.Read(content, "an Excel workbook", "xl/", stream => Read(stream, cancellationToken));

    private static DocumentText Read(Stream stream, CancellationToken cancellationToken)
    {
        using SpreadsheetDocument document = SpreadsheetDocument.Open(stream, isEditable: false);
        WorkbookPart workbook = document.WorkbookPart ?? throw new UnreadableDocumentException("it is damaged: its main part is missing");
        DecompressionLimit limit = new();
        DocumentBuilder builder = new(cancellationToken);

        (List<(string Name, string Id)> sheets, bool from1904) = ReadWorkbook(workbook, limit, cancellationToken);
        using XmlPartReader? styles = workbook.WorkbookStylesPart.OpenReader(limit, cancellationToken);
        using XmlPartReader? strings = workbook.SharedStringTablePart.OpenReader(limit, cancellationToken);
        CellFactory values = new(SharedStrings.Read(strings), CellFormats.Read(styles, from1904));
        foreach ((string name, string id) in sheets)
        {
            if (!workbook.TryGetPartById(id, out OpenXmlPart? part) || part is not WorksheetPart) continue;
            using XmlPartReader? sheet = part.OpenReader(limit, cancellationToken);
            builder.OpenSection(name, 1);
            if (sheet is not null) SheetParser.Write(sheet, values, new SheetTable(builder, name));
        }

        using XmlPartReader? properties = document.CoreFilePropertiesPart.OpenReader(limit, cancellationToken);
        DublinCore core = DublinCore.Read(properties);
        return builder.Build(core.Title, core.Fields);
    }

    private static (List<(string Name, string Id)> Sheets, bool From1904) ReadWorkbook(WorkbookPart workbook, DecompressionLimit limit, CancellationToken cancellationToken)
    {
        List<(string Name, string Id)> sheets = [];
        bool from1904 = false;
        using XmlPartReader? part = workbook.OpenReader(limit, cancellationToken);
        while (part is not null && part.Read())
        {
            if (!part.IsStart) continue;
            if (part.Name == "workbookPr") from1904 = part.GetAttribute("date1904") is "1" or "true";
            if (part.Name == "sheet" && part.GetRelationshipId() is string id) sheets.Add((part.GetAttribute("name") ?? "", id));
        }
        return (sheets, from1904);
    }
}
