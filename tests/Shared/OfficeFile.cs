using System.IO.Compression;

namespace SearchEngine.Tests;

/// <summary>Packs Office documents from the XML of their parts, for edge cases that no program writes.</summary>
public static class OfficeFile
{
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Namespaces =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"" + Relationships + "\" "
        + "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
        + "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
        + "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";

    /// <summary>Creates a Word document.</summary>
    /// <param name="body">The content of <c>w:body</c>.</param>
    /// <param name="parts">Other parts: their kind (<c>styles</c>, <c>footnotes</c>) and the content of their root element.</param>
    public static byte[] Word(string body, params (string Kind, string Xml)[] parts) => Pack(
        "word/document.xml",
        "wordprocessingml.document.main",
        Root("w:document", $"<w:body>{body}</w:body>"),
        "wordprocessingml",
        [.. parts.Select(part => (part.Kind, part.Kind, Root($"w:{part.Kind}", part.Xml)))]);

    /// <summary>Creates a workbook with one sheet, named Costs.</summary>
    /// <param name="rows">The content of <c>sheetData</c>.</param>
    /// <param name="parts">The complete parts <c>styles</c> and <c>sharedStrings</c>.</param>
    public static byte[] Workbook(string rows, params (string Kind, string Xml)[] parts) => Workbook("", rows, parts);

    /// <summary>Creates a workbook with workbook properties.</summary>
    public static byte[] Workbook(string properties, string rows, params (string Kind, string Xml)[] parts)
    {
        const string sheets = "<sheets><sheet name=\"Costs\" sheetId=\"7\" r:id=\"worksheet\"/></sheets>";
        return Pack(
            "xl/workbook.xml",
            "spreadsheetml.sheet.main",
            $"<workbook xmlns:r=\"{Relationships}\">{properties}{sheets}</workbook>",
            "spreadsheetml",
            [
                ("worksheet", "worksheet", $"<worksheet><sheetData>{rows}</sheetData></worksheet>"),
                .. parts.Select(part => (part.Kind, part.Kind, part.Xml)),
            ]);
    }

    /// <summary>Creates a presentation whose archive has the slides in reverse order.</summary>
    /// <param name="slides">The content of the slides' shape trees, in the order in which they are shown.</param>
    public static byte[] Presentation(params string[] slides)
    {
        string ids = string.Concat(slides.Select((_, index) => $"<p:sldId id=\"{256 + index}\" r:id=\"{Name(index)}\"/>"));
        return Pack(
            "ppt/presentation.xml",
            "presentationml.presentation.main",
            Root("p:presentation", $"<p:sldIdLst>{ids}</p:sldIdLst>"),
            "presentationml",
            [.. slides.Select(Slide).Reverse()]);

        (string, string, string) Slide(string xml, int index) =>
            (Name(index), "slide", Root("p:sld", $"<p:cSld><p:spTree>{xml}</p:spTree></p:cSld>"));

        string Name(int index) => $"slide{slides.Length - index}";
    }

    /// <summary>Creates a ZIP archive of the given files.</summary>
    public static byte[] Zip(params IEnumerable<(string Path, string Text)> files)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create)) Write(archive, files);
        return stream.ToArray();
    }

    /// <summary>Returns a copy of an archive with more files in it.</summary>
    public static byte[] Add(byte[] archive, params IEnumerable<(string Path, string Text)> files)
    {
        using MemoryStream stream = new();
        stream.Write(archive);
        using (ZipArchive opened = new(stream, ZipArchiveMode.Update, leaveOpen: true)) Write(opened, files);
        return stream.ToArray();
    }

    private static string Root(string element, string xml) => $"<{element} {Namespaces}>{xml}</{element}>";

    private static byte[] Pack(string mainPath, string mainType, string main, string family, (string Id, string Kind, string Xml)[] parts)
    {
        string folder = mainPath[..mainPath.IndexOf('/')];
        const string contentType = "application/vnd.openxmlformats-officedocument.";
        string types = string.Concat(parts.Select(part =>
            $"<Override PartName=\"/{folder}/{part.Id}.xml\" ContentType=\"{contentType}{family}.{part.Kind}+xml\"/>"));
        string relationships = string.Concat(parts.Select(part =>
            $"<Relationship Id=\"{part.Id}\" Type=\"{Relationships}/{part.Kind}\" Target=\"{part.Id}.xml\"/>"));
        return Zip(
        [
            (
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + $"<Override PartName=\"/{mainPath}\" ContentType=\"{contentType}{mainType}+xml\"/>{types}</Types>"),
            ("_rels/.rels", Rels($"<Relationship Id=\"rId1\" Type=\"{Relationships}/officeDocument\" Target=\"{mainPath}\"/>")),
            (mainPath, main),
            ($"{folder}/_rels/{Path.GetFileName(mainPath)}.rels", Rels(relationships)),
            .. parts.Select(part => ($"{folder}/{part.Id}.xml", part.Xml)),
        ]);
    }

    private static void Write(ZipArchive archive, IEnumerable<(string Path, string Text)> files)
    {
        foreach ((string path, string text) in files)
        {
            using StreamWriter writer = new(archive.CreateEntry(path, CompressionLevel.Fastest).Open());
            writer.Write(text);
        }
    }

    private static string Rels(string relationships) =>
        $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relationships}</Relationships>";
}
