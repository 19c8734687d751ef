using SearchEngine.Documents.Formats.Text;

using static SearchEngine.Documents.BlockKind;

namespace SearchEngine.Documents.Tests;

public sealed class TexReaderTests
{
    [Fact]
    public void Read_SectionsTitleAndAuthor_MakeTheOutline()
    {
        const string text = "\\documentclass{article}\n\\title{On \\emph{Rye}}\n\\author{Ada}\n\n\\section{Dough}\\label{a}\n"
            + "It rises.\nSlowly.\n\n\\subsection*{Salt}\nMore.\n";
        DocumentText document = new TexReader().Read("a.tex", text);

        Assert.Equal("On \\emph{Rye}", document.Title);
        Assert.Equal("Ada", document.Fields["author"]);
        DocumentAssert.BlocksCoverAllText(document);
        DocumentAssert.Blocks(
            document,
            (Paragraph, "", "\\documentclass{article}\n\\title{On \\emph{Rye}}\n\\author{Ada}"),
            (Heading, "Dough", "\\section{Dough}\\label{a}"),
            (Paragraph, "Dough", "It rises.\nSlowly."),
            (Heading, "Dough > Salt", "\\subsection*{Salt}"),
            (Paragraph, "Dough > Salt", "More."));
    }
}
