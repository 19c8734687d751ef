using DocumentFormat.OpenXml.Packaging;
using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>
/// Reads Excel workbooks, including hidden sheets: each sheet is a section and each nonempty row a block, with numbers and dates
/// as Excel displays them and the last results of formulas.
/// </summary>
internal sealed class SpreadsheetReader() : OpenXmlReader<SpreadsheetDocument>("an Excel workbook", "xl/")
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Extensions { get; } = [".xlsx", ".xlsm", ".xltx", ".xltm"];

    /// <inheritdoc/>
    protected override SpreadsheetDocument Open(Stream stream) => SpreadsheetDocument.Open(stream, isEditable: false);

    /// <inheritdoc/>
    protected override string WriteContent(SpreadsheetDocument package, DocumentBuilder builder, PartOpener parts)
    {
        WorkbookPart workbook = package.WorkbookPart ?? throw MainPartMissing();
        (List<(string Name, string Id)> sheets, bool uses1904Dates) = ReadWorkbook(workbook, parts);
        using XmlPartReader? styles = parts.Open(workbook.WorkbookStylesPart);
        using XmlPartReader? strings = parts.Open(workbook.SharedStringTablePart);
        CellParser cells = new(SharedStrings.Read(strings), CellFormats.Read(styles, uses1904Dates));
        foreach ((string name, string id) in sheets)
        {
            if (!workbook.TryGetPartById(id, out OpenXmlPart? part) || part is not WorksheetPart) continue;
            using XmlPartReader? sheet = parts.Open(part);
            builder.OpenSection(name, 1);
            if (sheet is not null) SheetParser.Write(sheet, cells, new SheetTable(builder, name));
        }
        return "";
    }

    private static (List<(string Name, string Id)> Sheets, bool Uses1904Dates) ReadWorkbook(WorkbookPart workbook, PartOpener parts)
    {
        List<(string Name, string Id)> sheets = [];
        bool uses1904Dates = false;
        using XmlPartReader? part = parts.Open(workbook);
        while (part is not null && part.Read())
        {
            if (!part.IsStart) continue;
            if (part.Name == "workbookPr") uses1904Dates = part.GetAttribute("date1904") is "1" or "true";
            if (part.Name == "sheet" && part.GetRelationshipId() is string id) sheets.Add((part.GetAttribute("name") ?? "", id));
        }
        return (sheets, uses1904Dates);
    }
}
