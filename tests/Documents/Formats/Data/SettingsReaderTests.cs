using SearchEngine.Documents.Formats.Data;
using static SearchEngine.Documents.BlockKind;

namespace SearchEngine.Documents.Tests;

public sealed class SettingsReaderTests
{
    private static readonly SettingsReader Reader = new();

    [Fact]
    public void Read_Toml_TablesAreSections() => DocumentAssert.Blocks(
        Reader.Read("a.toml", "name = \"x\"\n[oven]\nheat = 230\n\n[[loaf]]\nlist = [\n  1\n]\n"),
        (Code, "", "name = \"x\""),
        (Code, "oven", "[oven]\nheat = 230"),
        (Code, "loaf", "[[loaf]]\nlist = [\n  1\n]"));

    [Fact]
    public void Read_Yaml_TopLevelKeysAreSections() => DocumentAssert.Blocks(
        Reader.Read("a.yml", "# Ours\nname: x\noven:\n  heat: 230\n  top:\n    - a\nloaf:\n  - b\n"),
        (Code, "", "# Ours\nname: x"),
        (Code, "oven", "oven:\n  heat: 230\n  top:\n    - a"),
        (Code, "loaf", "loaf:\n  - b"));

    [Fact]
    public void Read_Xml_IsReadAsText()
    {
        const string text = "<a>\n  <b>x</b>\n\n  <c/>\n</a>\n";
        DocumentText document = Reader.Read("a.xml", text);

        DocumentAssert.BlocksCoverAllText(document);
        DocumentAssert.Blocks(document, (Code, "", "<a>\n  <b>x</b>"), (Code, "", "  <c/>\n</a>"));
    }
}
