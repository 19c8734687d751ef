using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>
/// Documents that are truncated, misnamed, locked, hostile or changing: each is reported, and the valid document among them is found.
/// </summary>
public sealed class DocumentsTests(HostileFolder folder) : IClassFixture<HostileFolder>
{
    [Fact]
    public async Task AValidNoteAmongThem_IsFound()
    {
        Assert.True(folder.Indexed.ExitCode == ExitCode.Success, folder.Indexed.Stderr);
        IndexedFolder.AssertNoStackTrace(folder.Indexed);

        JsonElement hit = (await QueryAsync("striped zebra acacia")).GetProperty("hits")[0];

        Assert.Equal("note.md", hit.GetProperty("path").GetString());
    }

    [Fact]
    public void EachFile_IsReported_WithoutNamesOfExceptions()
    {
        Assert.Equal(45, folder.Files.Count);
        Assert.All(folder.Files, file =>
        {
            Assert.Contains(file.Value.Status, (string[])["Indexed", "Failed", "Skipped"]);
            Assert.Equal(file.Value.Status == "Indexed", file.Value.Reason is null);
            Assert.DoesNotContain("Exception", file.Value.Reason ?? "", StringComparison.Ordinal);
            Assert.DoesNotContain("longer than 60 s", file.Value.Reason ?? "", StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("truncated/handbook.docx", "truncated")]
    [InlineData("truncated/stock.xlsx", "truncated")]
    [InlineData("truncated/talk.pptx", "truncated")]
    [InlineData("truncated/handbook.epub", "truncated")]
    [InlineData("truncated/handbook.odt", "truncated")]
    [InlineData("truncated/ships.ipynb", "JSON is invalid")]
    [InlineData("pdf.docx", "not a Word document")]
    [InlineData("docx.pdf", "not a PDF")]
    [InlineData("png.md", "binary")]
    [InlineData("png.pdf", "not a PDF")]
    [InlineData("locked.pdf", "encrypted")]
    [InlineData("locked.docx", "encrypted")]
    [InlineData("locked.xlsx", "encrypted")]
    [InlineData("locked.pptx", "encrypted")]
    [InlineData("bomb.docx", "MB|longer than")]
    [InlineData("bomb.xlsx", "MB|longer than")]
    [InlineData("bomb.epub", "MB|longer than|no chapters")]
    [InlineData("bomb.pdf", "decompress to more than 500 MB")]
    [InlineData("nul.txt", "NUL")]
    public void WhatCannotBeRead_SaysWhy(string path, string reason)
    {
        FileReport report = folder.Files[path];

        Assert.True(report.Status == "Failed", $"{report}");
        Assert.True(reason.Split('|').Any(part => report.Reason!.Contains(part, StringComparison.Ordinal)), $"{report}");
    }

    [Theory]
    [InlineData("truncated/alternative.eml")]
    [InlineData("truncated/letters.mbox")]
    [InlineData("truncated/handbook.html")]
    [InlineData("truncated/stock.csv")]
    [InlineData("macro.docm")]
    [InlineData("macro.xlsm")]
    [InlineData("remote.docx")]
    [InlineData("entity.html")]
    [InlineData("growing.log")]
    [InlineData("invalid-utf8.txt")]
    [InlineData("nested/quotes.md")]
    [InlineData("nested/lists.md")]
    public void WhatCanBeRead_IsIndexed(string path) => Assert.Equal(new FileReport("Indexed", null), folder.Files[path]);

    [Fact]
    public async Task AFileThatADocumentReferences_IsNotRead()
    {
        string found = (await QueryAsync("pangolin tapir", "-n", "50")).GetProperty("hits").GetRawText();

        Assert.Contains("entity.html", found, StringComparison.Ordinal);
        Assert.DoesNotContain("pangolin", found, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAddressInADocument_IsNotCalled() => Assert.False(folder.WasRemoteServerCalled);

    private async Task<JsonElement> QueryAsync(params string[] query)
    {
        ProcessOutcome outcome = await folder.Search.RunAsync(
            ["query", .. query, "--json", "--no-update"], cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(outcome.ExitCode == ExitCode.Success, outcome.Stderr);
        return JsonDocument.Parse(outcome.Stdout).RootElement;
    }
}
